using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;

namespace FoodCoop.Platform.Web;

/// <summary>Puts Platform together: co-ops, database, viewer, pages, limits, headers.</summary>
public static class Wiring
{
    /// <summary>32 MB of a wholesaler's list and a little for the form around it; above it stands a sentence, not a broken connection.</summary>
    public const long BodyLimit = 40L * 1024 * 1024;

    public static void AddPlatform(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var https = builder.Configuration.GetValue("HTTPS", false);
        // The console is read by people: no ten lines for each page, no word for each part of the scheduler; and the keys of cookies lie in the
        // data folder like all else that is secret, guarded by its rights.
        builder.Logging.AddFilter("Quartz", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.WebHost.UseStaticWebAssets(); // also outside Development: run and tests take styles and script from the build output
        if (!builder.Environment.IsDevelopment())
        {
            // as after publishing: compressed once by the build and kept by browsers, not packed anew without compression
            builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
            builder.Configuration["EnableStaticAssetsDevelopmentCaching"] ??= "true";
        }
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = BodyLimit;
        });
        services.Configure<FormOptions>(f =>
        {
            f.ValueCountLimit = 16_384; // the plain order form of 2,000 products has 8,000 fields
            f.MultipartBodyLengthLimit = BodyLimit;
        });
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new DataFolder(builder.Configuration["DATA"] ?? "var"));
        services.AddSingleton<Coops>();
        services.AddScoped<CoopContext>();
        services.AddScoped<Viewer>();
        services.AddScoped(s => new Db(s.GetRequiredService<CoopContext>().File));
        services.AddScoped(s => new CoopDates(s.GetRequiredService<CoopContext>().Row(s.GetRequiredService<Db>())?.TimeZone ?? TimeZoneInfo.Utc));
        services.AddSingleton(new Texts());
        services.AddHttpContextAccessor();

        services.AddDataProtection().SetApplicationName("FoodCoop");
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<DataFolder, ILoggerFactory>((o, folder, logs) => o.XmlRepository =
                new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(Directory.CreateDirectory(folder.Path("keys")), logs));

        SignInCookie.Add(services, https);
        services.AddAuthorization(o =>
        {
            foreach (var role in Role.All) o.AddPolicy(role, p => p.RequireRole(role));
            o.FallbackPolicy = o.GetPolicy(Role.Admin); // a page that forgot its policy is closed
        });
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = https ? "__Host-form" : "form";
            o.Cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            // Strict would not come along when a link in a mail is followed, a new one would be made, and the forms of all other tabs would be refused.
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.HeaderName = "X-Form-Token";
        });
        services.Configure<CookieTempDataProviderOptions>(o => o.Cookie.Name = "message");
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddRazorPages(o => o.RootDirectory = "/Features")
            .AddMvcOptions(o =>
            {
                o.Filters.Add<Transactions>();
                ModelTypes.Add(o);
            });
        services.Configure<RazorViewEngineOptions>(o => o.PageViewLocationFormats.Add("/Features/Shared/{0}.cshtml"));
        services.AddResponseCompression(o => o.EnableForHttps = true);
        // "Fastest" looks only at what is written at one time, 16 KB: an order form of 800 like rows comes out half as big again.
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
        services.AddHsts(o => o.MaxAge = TimeSpan.FromDays(365));
    }

    public static void UsePlatform(this WebApplication app)
    {
        if (app.Configuration.GetValue("HTTPS", false)) app.UseHsts();
        app.UseResponseCompression();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler("/error");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseMiddleware<BodyLimit>();
        app.UseMiddleware<CoopMiddleware>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<LanguageMiddleware>();
        app.UseAuthorization();
        app.MapStaticAssets().AllowAnonymous();
        app.MapFallback("{*path}", NotHere).AllowAnonymous(); // else an unknown address would ask for the strictest policy
        app.MapRazorPages().WithStaticAssets(); // addresses with fingerprints, kept by browsers for a year
    }

    private static Task NotHere(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
