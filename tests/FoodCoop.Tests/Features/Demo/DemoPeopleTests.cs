using System.Globalization;
using FoodCoop.Features.Demo;

namespace FoodCoop.Tests.Features.Demo;

public sealed class DemoPeopleTests
{
    private static readonly List<DemoPerson> s_persons = [.. DemoPeople.Members.SelectMany(m => m.Persons)];

    [Fact]
    public void There_are_187_members_and_the_room_still_has_seats()
    {
        Assert.Equal(187, DemoPeople.Members.Count);
        Assert.InRange(DemoPeople.Members.Sum(m => m.Seats), 187, DemoCoop.RoomSeats - 1);
        Assert.All(DemoPeople.Members, m => Assert.True(m.Seats >= 1 && m.Persons.Count >= m.Seats, m.Name));
    }

    [Fact]
    public void The_shelf_is_a_member_without_seat_or_persons()
    {
        Assert.Equal((0, 0, "shelf"), (DemoPeople.Shelf.Seats, DemoPeople.Shelf.Persons.Count, DemoPeople.Shelf.TableKind));
        Assert.DoesNotContain(DemoPeople.Members, m => m.Number == DemoPeople.Shelf.Number);
    }

    [Fact]
    public void Numbers_and_addresses_are_unique_and_numbers_have_gaps()
    {
        var numbers = DemoPeople.Members.Select(m => m.Number).ToList();
        Assert.Equal(numbers.Order(), numbers);
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.InRange(numbers[^1], 200, 240);
        var mail = s_persons.Where(p => p.Email is not null).Select(p => p.Email!).ToList();
        Assert.Equal(mail.Count, mail.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(mail, m => Assert.Matches("^[a-z]+(\\.[a-z]+)*@demo\\.example$", m));
        Assert.Equal(4, s_persons.Count - mail.Count);
        Assert.Equal(s_persons.Count, s_persons.Select(p => p.Name).Distinct().Count());
    }

    [Fact]
    public void Phones_are_in_a_range_that_nobody_has() =>
        Assert.All(s_persons.Where(p => p.Phone.Length > 0), p => Assert.Matches("^06-000[0-9]{5}$", p.Phone));

    [Fact]
    public void Some_live_together_and_three_are_shared_houses()
    {
        Assert.InRange(DemoPeople.Members.Count(m => m.Kind == "household" && m.Persons.Count == 2), 25, 30);
        Assert.Equal(3, DemoPeople.Members.Count(m => m.Kind == "house" && m.Seats > 1 && m.Name.StartsWith("Huis ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Half_of_them_read_English_and_names_are_in_three_alphabets()
    {
        Assert.InRange(s_persons.Count(p => p.Language == "en") * 100 / s_persons.Count, 40, 60);
        Assert.All(s_persons, p => Assert.Contains(p.Language, (string[])["nl", "en"]));
        Assert.True(s_persons.Count(p => p.Name.Any(c => c is >= '\u0370' and <= '\u03FF')) >= 5);
        Assert.True(s_persons.Count(p => p.Name.Any(c => c is >= '\u0400' and <= '\u04FF')) >= 5);
        Assert.All(s_persons, p => Assert.Equal(p.Name.Trim().Normalize(), p.Name));
    }

    [Fact]
    public void The_roles_are_filled()
    {
        var roles = s_persons.SelectMany(p => p.Roles).CountBy(r => r).ToDictionary(StringComparer.Ordinal);
        Assert.Equal(
            [("Admin", 1), ("Buyer", 2), ("MembershipCoordinator", 1), ("PickupHost", 3), ("ShiftCoordinator", 2), ("Treasurer", 1)],
            roles.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => (r.Key, r.Value)));
    }

    [Theory]
    [InlineData("member", null)]
    [InlineData("buyer", "Buyer")]
    [InlineData("coordinator", "ShiftCoordinator")]
    [InlineData("host", "PickupHost")]
    [InlineData("treasurer", "Treasurer")]
    [InlineData("membership", "MembershipCoordinator")]
    [InlineData("admin", "Admin")]
    public void The_cast_has_its_roles(string key, string? role)
    {
        var cast = DemoPeople.Cast.Single(c => c.Key == key);
        var person = DemoPeople.Members.Single(m => m.Number == cast.MemberNumber).Persons.Single(p => p.Email == cast.Email);
        Assert.Equal(role is null ? [] : [role], person.Roles);
        if (key == "member") Assert.Equal(("Amara Mensah", 114), (person.Name, cast.MemberNumber));
    }

    [Fact]
    public void Everybody_joined_before_the_year_of_history() => Assert.All(DemoPeople.Members.Append(DemoPeople.Shelf),
        m => Assert.InRange(m.JoinedOn, new DateOnly(2014, 1, 1), new DateOnly(2025, 10, 31)));

    [Fact]
    public void The_bank_account_passes_its_checksum()
    {
        var digits = string.Concat((DemoCoop.Iban[4..] + DemoCoop.Iban[..4]).Select(c => char.IsDigit(c) ? c.ToString() : (c - 'A' + 10).ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(1, digits.Aggregate(0, (rest, c) => (rest * 10 + (c - '0')) % 97));
        Assert.Matches("^[A-Z0-9]{2,6}$", DemoCoop.Code);
    }
}
