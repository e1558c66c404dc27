namespace Triad.Testing.Servers;

/// <summary>Where things lie in the checkout that the tests run in.</summary>
public static class Checkout
{
    public static string Root { get; } = FindRoot();

    public static string Models => Path.Combine(Root, "models");

    public static string Samples => Path.Combine(Root, "samples");

    /// <summary>Real and odd media that are not part of the project; null where the checkout has none beside it.</summary>
    public static string? SharedMedia
    {
        get
        {
            var folder = Path.Combine(Root, "..", "shared", "media");
            return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside a checkout.");
        return folder.FullName;
    }
}
