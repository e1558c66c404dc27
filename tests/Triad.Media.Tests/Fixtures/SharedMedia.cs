namespace Triad.Media.Tests.Fixtures;

/// <summary>The media that nobody here made, beside the checkout.</summary>
internal static class SharedMedia
{
    public static string? Folder { get; } = Find();

    /// <summary>A file's path; where the media are not there, the test that asks is skipped.</summary>
    public static string PathOf(string name)
    {
        Assert.SkipWhen(Folder is null, "The test media ../shared/media are not on this machine.");
        return Path.Combine(Folder!, name);
    }

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
