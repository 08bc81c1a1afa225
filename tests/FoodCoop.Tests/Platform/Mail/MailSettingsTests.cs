using FoodCoop.Platform.Data;
using FoodCoop.Platform.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FoodCoop.Tests.Platform.Mail;

public sealed class MailSettingsTests
{
    [Fact]
    public void Without_settings_mail_goes_to_a_folder()
    {
        var settings = Of();
        Assert.False(settings.HasServer);
        Assert.Equal("mail", Path.GetFileName(settings.Folder));
    }

    [Theory]
    [InlineData(null, null, 587, true)]
    [InlineData(null, "false", 25, false)]
    [InlineData("2525", "false", 2525, false)]
    public void A_server_is_spoken_to_with_starttls_unless_it_is_switched_off(string? port, string? tls, int expectedPort, bool expectedTls)
    {
        var settings = Of(("SMTP_HOST", "smtp.example"), ("SMTP_PORT", port), ("SMTP_TLS", tls));
        Assert.True(settings.HasServer);
        Assert.Equal((expectedPort, expectedTls), (settings.Port, settings.Tls));
    }

    [Theory]
    [InlineData("SMTP_PORT", "many")]
    [InlineData("SMTP_PORT", "0")]
    [InlineData("SMTP_PORT", "465")]
    [InlineData("SMTP_TLS", "perhaps")]
    public void A_setting_that_cannot_be_read_is_named(string key, string value) =>
        Assert.Contains(key, Assert.Throws<FormatException>(() => Of((key, value))).Message);

    private static MailSettings Of(params (string Key, string? Value)[] settings) => MailSettings.Of(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value))).Build(),
        TestHost.Instance.Services.GetRequiredService<DataFolder>());
}
