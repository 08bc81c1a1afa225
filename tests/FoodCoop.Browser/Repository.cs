namespace FoodCoop.Browser;

/// <summary>Where things stand beside these tests, and beside the measurements.</summary>
internal static class Repository
{
    public static readonly string Root = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The program as built with these tests, in the same configuration.</summary>
    public static readonly string ProgramDll = Path.Combine(
        Root, "src", "FoodCoop", Path.GetRelativePath(Path.Combine(Root, "tests", typeof(Repository).Assembly.GetName().Name!), AppContext.BaseDirectory), "FoodCoop.dll");

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FoodCoop.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside the repository.");
    }
}
