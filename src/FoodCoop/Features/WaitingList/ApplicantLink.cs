using System.Buffers.Text;
using System.Security.Cryptography;
using FoodCoop.Features.SignIn;

namespace FoodCoop.Features.WaitingList;

/// <summary>An applicant's own links: each mail carries a new one, of which only the hash is kept; all of them go on working while there is an applicant.</summary>
public static class ApplicantLink
{
    private const string Insert = "insert into applicant_link (token_hash, applicant_id, made_at) values (@hash, @id, @now)";
    private const string Select = "select applicant_id from applicant_link where token_hash = @hash";

    /// <summary>A new link's path, in the running transaction.</summary>
    public static string Make(Db db, Id<Asked> id, DateTimeOffset now)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        db.Execute(Insert, new { hash = MailLink.Hash(token), id, now });
        return "/join/" + token;
    }

    public static Applicant? Find(Db db, string token) =>
        db.Query<Id<Asked>>(Select, new { hash = MailLink.Hash(token) }) is [var id] ? Applicant.Find(db, id) : null;
}
