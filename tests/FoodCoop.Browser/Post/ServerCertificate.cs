using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FoodCoop.Browser.Post;

/// <summary>
/// A mail server's certificate for this machine, and the authority that vouches for it, both made for one test. The program is told to trust that
/// authority from outside, by SSL_CERT_FILE, as OpenSSL on Linux reads it: nothing in the program is weakened for tests.
/// </summary>
internal sealed record ServerCertificate(string Key, string Certificate, string Authority)
{
    public static ServerCertificate New()
    {
        var (from, until) = (DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(80));
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=Authority of a FoodCoop test", rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        using var authority = root.CreateSelfSigned(from, until);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false)); // a server's
        using var certificate = request.Create(authority, from, until, RandomNumberGenerator.GetBytes(12));
        return new ServerCertificate(key.ExportPkcs8PrivateKeyPem(), certificate.ExportCertificatePem(), authority.ExportCertificatePem());
    }
}
