using System.Diagnostics;
using System.Text.RegularExpressions;

namespace FoodCoop.Browser;

/// <summary>Reads a PDF back with an independent program (poppler's pdftotext), and makes pictures of it for the README.</summary>
internal static partial class Print
{
    /// <summary>The words of all pages as they stand on paper, spaces folded, no-break spaces as spaces.</summary>
    public static string Text(byte[] pdf)
    {
        var text = Run("pdftotext", pdf, "-layout", "-", "-");
        return Spaces().Replace(text.Replace('\u00A0', ' '), " ");
    }

    /// <summary>One page as a picture beside the screenshots.</summary>
    public static void Picture(byte[] pdf, string name, int page = 1)
    {
        Directory.CreateDirectory(Window.Screenshots);
        Run("pdftoppm", pdf, "-png", "-r", "70", "-singlefile", "-f", $"{page}", "-", Path.Combine(Window.Screenshots, name));
    }

    private static string Run(string program, byte[] input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        }) ?? throw new InvalidOperationException($"{program} (Debian: poppler-utils) could not be started.");
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.GetAwaiter().GetResult();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
