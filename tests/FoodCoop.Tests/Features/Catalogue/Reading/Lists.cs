using System.IO.Compression;
using System.Text;
using FoodCoop.Features.Catalogue.Reading;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Catalogue.Reading;

/// <summary>Small lists of our own invention in the four formats.</summary>
internal static class Lists
{
    public const string Odin = """
        <?xml version="1.0" encoding="ISO-8859-1" ?>
        <xmlartikel>
          <product>
            <omschrijving>Zonnige haverkoek</omschrijving>
            <wichtartikel>0</wichtartikel>
            <inhoud>180</inhoud>
            <eenheid>Gram</eenheid>
            <merk>Molenvriend</merk>
            <kwaliteit>Biologisch</kwaliteit>
            <herkomst>NL</herkomst>
            <btw>9</btw>
            <cblcode>1014510</cblcode>
            <bestelnummer>0700123</bestelnummer>
            <sve>12</sve>
            <status>Actief</status>
            <ingredienten>Ingrediënten: haver*, dadels*   (20%)</ingredienten>
            <d210>1</d210><d214>2</d214><d217>3</d217><d226>0</d226>
            <inkoopprijs>1.85</inkoopprijs>
          </product>
          <product>
            <omschrijving>Boerenkaas &amp; klaver</omschrijving>
            <wichtartikel>1</wichtartikel>
            <inhoud>1.0</inhoud>
            <eenheid>kg</eenheid>
            <statiegeld>0.25</statiegeld>
            <btw>9.0</btw>
            <bestelnummer>0700124</bestelnummer>
            <sve>4.50</sve>
            <status>Gesaneerd</status>
            <goederencode>0406</goederencode> // a remark between elements
            <prijs><ingangsdatum>2026-01-01</ingangsdatum><inkoopprijs>11.10</inkoopprijs></prijs>
            <prijs><inkoopprijs>11.40</inkoopprijs><ingangsdatum>2026-10-01</ingangsdatum></prijs>
          </product>
        </xmlartikel>
        """;

    public const string Dnb = """
        ean,art.nr.,omschrijving,merk,kwaliteit,aantal,inhoud,eenheid,land,trefwoord,inkoopprijs,adviesprijs,btw,kortingsgroep,statiegeld,gluten,suiker,lactose,zout,koemelk,soja,gist,plantaardig
        ,0901,"muesli, krokant",Molenvriend,bio,6,750,g,nld,muesli,3.15,4.30,1,A,0,1,1,0,0,0,0,0,1
        ,0902,kruimelkaas,Weidegroen,bio,4.5,1,kg,nld,kaas,10.40,14.10,1,A,0,0,0,0,1,1,0,0,0
        ,0903,zeep in bus,Schuim,,1,25,l,,zeep,18.00,25.00,2,A,5,0,0,0,0,0,0,0,0
        """;

    public const string BdTotaal = """
        BD-Totaal;;;;;;;;;;
        Dorpsstraat 1;;;;;;;;;;
        Artikelcode;Artikelomschrijving;Hoofdgroep;Subgroep;Merknaam;Kwaliteit;Herkomst;Inhoud; Colloprijs ; Eenheidsprijs ;BTW-%
        20001;Bospeen;A.G.F.;GROENTE;los;DEM;Belgie;12x1 bos;€ 11,90;€ 0,99;6
        20002;Soep van de dag;DROOG;SOEP;Pollepel;EKO;Nederland;1x4x250 ml;€ 7,25;€ 7,25;6
        20003;Keukenschort;TEXTIEL;KEUKEN;Rood;EKO;India;50x90 cm;€ 5,00;€ 5,00;21
        20004;Volkorenbrood;BROOD;BROOD;Oven;DEM;;per stuk;€ 1,64;€ 1,64;6
        20005;Lamsbout;VLEES;LAM;Wei;EKO;;Ongev.8 kg;'€ 1.217,21;€ 27,15;6
        """;

    public const string Foodsoft = """
        status;number;name;note;manufacturer;origin;unit ;clear price;tax;deposit;unit quantity;scale quantity;scale price;category
        ;4001;oude kaas;bio;Weidegroen;nld;500g;6,75;9;0;8;;;kaas
        x;4002;pils;bio;Hop;;33 cl;0.81;21;0.1;24;;;bier
        ;;losse noten;bio;Boomgaard;eu;kg;12.30;9;;5;;;noten
        """;

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static CatalogueReading Read(string text) => CatalogueFile.Read(Utf8(text), "list");

    public static string RefusalOf(byte[] bytes) => Assert.Throws<Refused>(() => CatalogueFile.Read(bytes, "list.xml")).TextKey;

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
