using System.Buffers;
using System.Globalization;
using System.Resources;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FoodCoop.Features.Catalogue.Reading;

namespace FoodCoop.Features.Catalogue;

/// <summary>The command line <c>catalogue read FILE [--json]</c>: what is in a wholesaler's list, without a co-op around it.</summary>
public static class CatalogueCommand
{
    private const int Done = 0;
    private const int Unreadable = 1;
    private const int WrongUse = 2;
    private static readonly ResourceManager s_texts = new("FoodCoop.Features.Catalogue.Texts", typeof(CatalogueCommand).Assembly);

    /// <summary>Whether the program was started for this command.</summary>
    public static bool IsMeant(string[] args) => args is ["catalogue", ..];

    /// <summary>Runs on the process's own output, in UTF-8 whatever the terminal says: what is written is data.</summary>
    public static int Run(string[] args)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var stdout = new StreamWriter(Console.OpenStandardOutput(), utf8);
        using var stderr = new StreamWriter(Console.OpenStandardError(), utf8);
        return Run(args, stdout, stderr);
    }

    /// <returns>0; 1 with one sentence on <paramref name="stderr"/> when the file cannot be read; 2 for wrong use.</returns>
    public static int Run(string[] args, TextWriter stdout, TextWriter stderr)
    {
        var json = args.Contains("--json", StringComparer.Ordinal);
        if (args.Where(a => a != "--json").ToArray() is not ["catalogue", "read", var file])
        {
            stderr.WriteLine(Text("ReadUsage"));
            return WrongUse;
        }

        try
        {
            var reading = CatalogueFile.Read(Bytes(file), file);
            if (json) stdout.WriteLine(Json(reading));
            else WriteSummary(reading, stdout);
            return Done;
        }
        catch (Refused e)
        {
            stderr.WriteLine(Text(e.TextKey, [.. e.Arguments]));
            return Unreadable;
        }
    }

    // One byte more than may be read is enough to know that it is too much, and a pipe has no length to ask for.
    private static byte[] Bytes(string file)
    {
        if (Directory.Exists(file)) throw new Refused("", "Catalogue.FileIsFolder", file);
        try
        {
            using var stream = File.OpenRead(file);
            using var content = new MemoryStream();
            var buffer = new byte[81920];
            for (int read; content.Length <= CatalogueFile.MostBytes && (read = stream.Read(buffer)) > 0;) content.Write(buffer, 0, read);
            return content.ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or ArgumentException or PathTooLongException)
        {
            throw new Refused("", "Catalogue.FileMissing", file);
        }
        catch (UnauthorizedAccessException)
        {
            throw new Refused("", "Catalogue.FileForbidden", file);
        }
        catch (IOException)
        {
            throw new Refused("", "Catalogue.FileUnreadable", file);
        }
    }

    private static void WriteSummary(CatalogueReading reading, TextWriter stdout)
    {
        stdout.WriteLine(Text("Catalogue.ReadSummary", reading.Format, reading.Rows.Count, reading.Unreadable.Count));
        foreach (var row in reading.Unreadable) stdout.WriteLine(Text("Catalogue.ReadUnreadable", row.Line, Reason(row)));
    }

    private static string Json(CatalogueReading reading)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("format", reading.Format);
            json.WriteStartArray("rows");
            foreach (var row in reading.Rows) Write(json, row);
            json.WriteEndArray();
            json.WriteStartArray("unreadable");
            foreach (var row in reading.Unreadable)
            {
                json.WriteStartObject();
                json.WriteNumber("line", row.Line);
                json.WriteString("reason", Reason(row));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, CatalogueRow row)
    {
        json.WriteStartObject();
        json.WriteString("code", row.Code);
        json.WriteString("name", row.Name);
        json.WriteString("brand", row.Brand);
        json.WriteString("origin", row.Origin);
        json.WriteString("quality", row.Quality);
        json.WriteString("unit", row.Unit);
        json.WriteNumber("caseSize", Short(row.CaseSize.Units));
        json.WriteNumber("netPrice", Short(row.NetPrice));
        json.WriteNumber("vat", Short(row.Vat));
        json.WriteNumber("deposit", Short(row.Deposit.Euros));
        json.WriteString("category", row.Category);
        json.WriteStartArray("allergens");
        foreach (var allergen in row.Allergens) json.WriteStringValue(allergen);
        json.WriteEndArray();
        json.WriteString("ingredients", row.Ingredients);
        json.WriteString("status", row.Status);
        json.WriteEndObject();
    }

    // Six decimals, and 9.25 rather than 9.250000: dividing by a one of many decimals drops the zeros.
    private static decimal Short(decimal number) => decimal.Round(number, 6, MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m;

    private static string Reason(UnreadableRow row) => Text(row.ReasonKey, [.. row.Arguments]);

    private static string Text(string key, params object[] arguments)
    {
        var name = key[(key.LastIndexOf('.') + 1)..];
        return string.Format(CultureInfo.CurrentCulture, s_texts.GetString(name, CultureInfo.CurrentUICulture) ?? name, arguments);
    }
}
