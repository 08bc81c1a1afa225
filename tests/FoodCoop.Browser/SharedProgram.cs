namespace FoodCoop.Browser;

/// <summary>One program for all tests of a class: for those that leave its clock alone and keep out of each other's way.</summary>
public class SharedProgram : IAsyncLifetime
{
    private ProgramUnderTest? program;

    internal ProgramUnderTest Program => program ?? throw new InvalidOperationException("The program has not been started.");

    public async Task InitializeAsync() => program = await ProgramUnderTest.StartAsync();

    public Task DisposeAsync() => program?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}
