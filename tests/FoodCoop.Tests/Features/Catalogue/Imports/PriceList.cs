using System.Globalization;
using System.Text;
using FoodCoop.Features.Suppliers;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Catalogue.Imports;

/// <summary>A small list as a co-op exports it from Foodsoft, and a supplier to upload it to.</summary>
internal sealed record PriceList(params PriceList.Line[] Lines)
{
    public sealed record Line(string Code, string Name, decimal Price, string Unit = "500 g", string Case = "6", string Vat = "9", string Brand = "Molen", string Category = "Droog");

    public byte[] Bytes => Encoding.UTF8.GetBytes(
        "status;number;name;note;manufacturer;origin;unit;clear price;tax;deposit;unit quantity;scale quantity;scale price;category\n"
        + string.Concat(Lines.Select(l => string.Create(CultureInfo.InvariantCulture,
            $";{l.Code};{l.Name};bio;{l.Brand};nl;{l.Unit};{l.Price};{l.Vat};0;{l.Case};;;{l.Category}\n"))));

    public static readonly PriceList Grains = new(
        new Line("101", "Haver", 1.10m), new Line("102", "Spelt", 2.00m), new Line("103", "Rijst", 1.50m, "1 kg", "10"));

    public static Id<Supplier> Supplier(TestCoop coop, string name = "De Molen") => coop.Write(db => db.Insert<Supplier>(
        "insert into supplier (name, created_at) values (@name, @now)", new { name, now = TestClock.Start }));

    /// <summary>Through the form of the supplier's page; where it ends is the preview.</summary>
    public async Task<TestPage> UploadTo(TestBrowser browser, Id<Supplier> supplier, string name = "lijst.csv") =>
        await browser.Upload(await browser.Get($"/buying/suppliers/{supplier}"), "form.upload", name, Bytes);

    /// <summary>Uploaded and applied with all its ticks.</summary>
    public async Task<TestPage> ApplyTo(TestBrowser browser, Id<Supplier> supplier) =>
        await browser.Submit(await UploadTo(browser, supplier), "form.preview", button: "#apply");
}
