using System.Reflection;
using System.Text.RegularExpressions;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Conventions;

/// <summary>Rules about the source as text, and about the types it makes.</summary>
public sealed partial class SourceTests
{
    private const int MostLines = 300;

    private static readonly Type[] Types = [.. typeof(Coops).Assembly.GetTypes().Where(t => !IsGenerated(t))];

    /// <summary>Words of unfinished work and of ways around the house rules; each with what to do instead.</summary>
    /// <remarks>Written in two halves, so that this file keeps its own rule.</remarks>
    private static readonly (Regex Word, string Instead)[] Banned =
    [
        (Whole("TO" + "DO|FIX" + "ME|HA" + "CK|XX" + "X"), "finish it, or write an issue"),
        (Whole("Not" + "ImplementedException"), "write it"),
        (Whole(@"Thread\.Sl" + @"eep|Task\.De" + "lay"), "wait for a condition, not for time"),
        (Whole("Transaction" + "Scope"), "the driver does not support it; take Db.BeginAsync"),
        (Whole(@"Html\.R" + "aw"), "let Razor encode"),
        (Whole(@"catch\s*(?:\([^)]*\)\s*)?\{\s*" + @"\}"), "handle it, or let it through"),
        (Whole(@"Random\.Sh" + @"ared|new Ran" + @"dom\(\)"), "chance that cannot be repeated: take a seed, or RandomNumberGenerator for secrets"),
        (Whole(@"\[(?:Fact|Theory)\([^\n]*Sk" + "ip"), "mend or remove the test"),
        (Whole(@"namespace [\w.]+\s*\n?\s*" + @"\{"), "file-scoped namespace"),
    ];

    [Fact]
    public void No_source_file_has_more_than_300_lines() =>
        Sources.Hold($"Files over {MostLines} lines; split them by what they are about:", All()
            .Where(f => f.Lines > MostLines).Select(f => $"{f.Path}:{f.Lines}: {f.Lines} lines"));

    [Fact]
    public void No_source_file_has_a_word_that_is_banned() =>
        Sources.Hold("Banned here:", All().SelectMany(f => Banned.SelectMany(b => f.Found(b.Word).Select(found => $"{found} ({b.Instead})"))));

    [Fact]
    public void A_warning_is_switched_off_only_with_its_reason_beside_it() =>
        Sources.Hold("Say why behind the pragma (#pragma warning disable CA0000 // because …):", All().SelectMany(f => f.Found(BarePragma())));

    [Fact]
    public void Platform_names_no_feature_in_its_source() =>
        Sources.Hold("Platform knows no feature:", Sources.In(Path.Combine(Sources.Program, "Platform"), ".cs")
            .Append(Sources.In(Sources.Program, ".cs").Single(f => f.Path.EndsWith("/GlobalUsings.cs", StringComparison.Ordinal)))
            .SelectMany(f => f.Found(Feature())));

    [Fact]
    public void Platform_uses_no_type_of_a_feature() =>
        Sources.Hold("Platform knows no feature:", Types
            .Where(t => IsIn(t, "FoodCoop.Platform"))
            .SelectMany(t => Used(t).Where(u => IsIn(u, "FoodCoop.Features")).Select(u => $"{t.FullName} uses {u.FullName}")));

    [Fact]
    public void Every_class_is_sealed_unless_it_is_a_base() =>
        Sources.Hold("Seal these (or make them abstract or static):", Types
            .Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && t != typeof(Program))
            .Where(t => !Types.Any(other => other.BaseType is { } b && (b == t || b.IsGenericType && b.GetGenericTypeDefinition() == t)))
            .Select(t => t.FullName!));

    [Fact]
    public void Every_type_stands_in_the_namespace_of_its_folder() =>
        Sources.Hold("The namespace is the folder's:", Sources.In(Sources.Program, ".cs").Concat(Sources.In(Sources.Tests, ".cs"))
            .Select(f => (File: f, Match: Namespace().Match(f.Text)))
            .Where(f => f.Match.Success && f.Match.Groups[1].Value != NamespaceOf(f.File.Path))
            .Select(f => $"{f.File.At(f.Match.Index)}: {f.Match.Groups[1].Value} instead of {NamespaceOf(f.File.Path)}"));

    [Fact]
    public void Names_say_what_a_thing_is_and_not_that_it_helps() =>
        Sources.Hold("Take a noun of the field (architecture.md habit 1):", Types
            .Where(t => Vague().IsMatch(t.Name) && !typeof(Microsoft.AspNetCore.Razor.TagHelpers.ITagHelper).IsAssignableFrom(t))
            .Select(t => t.FullName!));

    [Fact]
    public void A_regular_expression_is_not_given_up_because_the_machine_is_busy() =>
        Sources.Hold("Limit it by Pattern.Patience, or let it be NonBacktracking:", Types
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(m => (Method: m, Pattern: m.GetCustomAttribute<GeneratedRegexAttribute>()))
            .Where(m => m.Pattern is { } p && p.MatchTimeoutMilliseconds != Pattern.Patience && !p.Options.HasFlag(RegexOptions.NonBacktracking))
            .Select(m => $"{m.Method.DeclaringType!.FullName}.{m.Method.Name}"));

    [Fact]
    public void Tests_are_sentences() =>
        Sources.Hold("A test's name is a sentence of at least three words, joined by underscores:", typeof(SourceTests).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(m => m.GetCustomAttributes<FactAttribute>().Any() && !Sentence().IsMatch(m.Name))
            .Select(m => $"{m.DeclaringType!.FullName}.{m.Name}"));

    private static IEnumerable<SourceFile> All() =>
        Sources.In(Sources.Program, ".cs", ".cshtml", ".js", ".css")
            .Concat(Sources.In(Sources.Tests, ".cs", ".cshtml", ".js", ".css"))
            .Concat(Sources.In(Sources.Assets, ".js", ".css"))
            .Concat(Sources.In(Sources.Migrations, ".sql").Where(f => !f.Path.EndsWith("/schema.sql", StringComparison.Ordinal)));

    private static Regex Whole(string pattern) => new($@"(?<!\w)(?:{pattern})");

    private static bool IsGenerated(Type type) =>
        type.Name.Contains('<', StringComparison.Ordinal) || type.FullName!.Contains('<', StringComparison.Ordinal)
        || type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false)
        || type.Namespace is "AspNetCoreGeneratedDocument" || type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true
        || type.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) == true;

    private static bool IsIn(Type type, string space) =>
        type.Namespace == space || type.Namespace?.StartsWith(space + ".", StringComparison.Ordinal) == true;

    /// <summary>What a type's base, interfaces, members, attributes and local variables are made of.</summary>
    private static IEnumerable<Type> Used(Type type)
    {
        const BindingFlags every = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var methods = type.GetMethods(every).Cast<MethodBase>().Concat(type.GetConstructors(every)).ToList();
        return new[] { type.BaseType }.Concat(type.GetInterfaces())
            .Concat(type.GetCustomAttributesData().Select(a => a.AttributeType))
            .Concat(type.GetFields(every).Select(f => f.FieldType))
            .Concat(methods.SelectMany(m => m.GetParameters().Select(p => p.ParameterType)))
            .Concat(methods.OfType<MethodInfo>().Select(m => m.ReturnType))
            .Concat(methods.SelectMany(m => m.GetMethodBody()?.LocalVariables.Select(v => v.LocalType) ?? []))
            .Concat(type.GetNestedTypes(every).SelectMany(Used))
            .OfType<Type>()
            .SelectMany(t => t.IsGenericType ? t.GetGenericArguments().Append(t) : [t.GetElementType() ?? t]);
    }

    private static string NamespaceOf(string path) =>
        string.Join('.', path.Split('/')[1..^1]); // src/FoodCoop/Features/Order/Cases.cs → FoodCoop.Features.Order

    [GeneratedRegex(@"^[ \t]*#pragma warning disable [\w, ]+$", RegexOptions.Multiline)]
    private static partial Regex BarePragma();

    [GeneratedRegex(@"\bFoodCoop\.Features\b[^\n]*|(?<![\w.])Features\.[^\n]*")]
    private static partial Regex Feature();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex("(Helper|Helpers|Manager|Utils|Util|Utility|Service|Repository|Mapper|Mediator)$")]
    private static partial Regex Vague();

    [GeneratedRegex(@"^\p{Lu}\w*?_\w+?_\w+$")]
    private static partial Regex Sentence();
}
