namespace Triad.Media.Tests.Fixtures;

/// <summary>The media that nobody here made, beside the checkout.</summary>
internal static class SharedMedia
{
    public static string? Folder { get; } = Find();

    public static string PathOf(string name) => Path.Combine(Folder!, name);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
            {
                var media = Path.Combine(folder.Parent!.FullName, "shared", "media");
                return Directory.Exists(media) ? media : null;
            }
        }

        return null;
    }
}
