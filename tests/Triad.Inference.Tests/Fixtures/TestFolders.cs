namespace Triad.Inference.Tests.Fixtures;

/// <summary>Where the checkout keeps test data, and where reference results lie beside it.</summary>
internal static class TestFolders
{
    public static string Root { get; } = FindRoot();

    public static string Data => Path.Combine(Root, "tests", "Data");

    public static string Golden => Path.Combine(Data, "golden");

    public static string SharedGolden
    {
        get
        {
            var folder = Path.Combine(Root, "..", "shared", "golden");
            Assert.SkipUnless(Directory.Exists(folder), "The reference results ../shared/golden are not on this machine.");
            return folder;
        }
    }

    public static string SharedModels
    {
        get
        {
            var folder = Path.Combine(Root, "..", "shared", "models");
            Assert.SkipUnless(Directory.Exists(folder), "The models ../shared/models are not on this machine.");
            return folder;
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run from a folder inside the checkout.");
    }
}
