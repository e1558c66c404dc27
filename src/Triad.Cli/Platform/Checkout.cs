namespace Triad.Cli.Platform;

/// <summary>Finds the folders of the checkout that the tool runs from.</summary>
internal static class Checkout
{
    /// <summary>Set by the entry script.</summary>
    public const string RootVariable = "TRIAD_ROOT";

    private const string Marker = "Platform.sln";

    public static string? Root { get; } = Environment.GetEnvironmentVariable(RootVariable)
        ?? Upwards(Directory.GetCurrentDirectory())
        ?? Upwards(AppContext.BaseDirectory);

    /// <summary>A folder or file of the checkout; beside the current directory where there is no checkout.</summary>
    public static string PathOf(params string[] parts) => Path.GetFullPath(Path.Combine([Root ?? ".", .. parts]));

    private static string? Upwards(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
                return folder.FullName;
        }

        return null;
    }
}
