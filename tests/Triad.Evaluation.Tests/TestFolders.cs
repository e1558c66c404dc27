namespace Triad.Evaluation.Tests;

/// <summary>Where the checkout keeps test data.</summary>
internal static class TestFolders
{
    public static string Data { get; } = Path.Combine(FindRoot(), "tests", "Data");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Platform.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run from a folder inside the checkout.");
    }
}
