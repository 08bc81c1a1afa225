namespace FoodCoop.Browser;

[Collection(Browsing.Name)]
public sealed class StartTests
{
    [Fact]
    public async Task A_second_program_on_the_same_folder_or_port_refuses_with_one_sentence_that_says_what_to_do()
    {
        await using var program = await ProgramUnderTest.StartAsync();

        var (code, error) = await program.StartAnother();
        Assert.Equal(1, code);
        Assert.Equal($"Another FoodCoop is already running on the folder {program.Folder}. Stop it first, or choose another folder with DATA.", error.Trim());

        var elsewhere = Directory.CreateTempSubdirectory("foodcoop-elsewhere-").FullName;
        File.Copy(Path.Combine(program.Folder, "demo.txt"), Path.Combine(elsewhere, "demo.txt"));
        File.Copy(Path.Combine(program.Folder, "foodcoop.db"), Path.Combine(elsewhere, "foodcoop.db"));
        (code, error) = await program.StartAnother(program.Address, elsewhere);
        Directory.Delete(elsewhere, recursive: true);
        Assert.Equal(1, code);
        Assert.Contains("address already in use. Stop the program that listens there, or choose another port", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_that_passes_while_the_program_is_stopped_is_caught_up_with()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await program.Restart(ProgramUnderTest.Start.AddDays(11)); // past the closing of 2026-12
        var mails = Path.Combine(program.Folder, "mail");
        Assert.True(await Wait.Until(() => Directory.Exists(mails) && Directory.EnumerateFiles(mails, "*", SearchOption.AllDirectories).Count() > 50), program.Said);
    }
}
