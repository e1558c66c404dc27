using System.Text.Json;

namespace Triad.Inference.Hub.Downloads.Sources;

/// <summary>Writes the small files that a source lacks and the catalogue knows.</summary>
internal static class AddedFiles
{
    /// <summary>Completes a folder. A user's own is left as it is: links to its files go into the stage.</summary>
    public static FetchedModel Complete(FetchedModel model, IReadOnlyList<OfferedSource> sources, DownloadStage stage)
    {
        var missing = sources.SelectMany(source => source.Adds)
            .Where(file => !File.Exists(Path.Combine(model.Folder, file.Key)))
            .DistinctBy(file => file.Key)
            .ToArray();
        if (missing.Length == 0)
            return model;
        if (model.Folder != stage.Files)
            Link(model.Folder, stage);
        foreach (var (name, json) in missing)
        {
            var target = Path.Combine(stage.Files, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, json.ToJsonString(JsonSerializerOptions.Default));
        }

        return model with { Folder = stage.Files };
    }

    private static void Link(string folder, DownloadStage stage)
    {
        stage.Begin($"folder {folder}");
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var link = Path.Combine(stage.Files, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.Delete(link);
            File.CreateSymbolicLink(link, Path.GetFullPath(file));
        }
    }
}
