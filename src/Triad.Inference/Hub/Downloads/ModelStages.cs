using Triad.Inference.Packages;

namespace Triad.Inference.Hub.Downloads;

/// <summary>What downloads that did not end have left in a models folder.</summary>
public static class ModelStages
{
    /// <summary>The hidden folder of a models folder that has them.</summary>
    public const string FolderName = DownloadStage.FolderName;

    /// <summary>True where a model's download has left something.</summary>
    public static bool IsStage(string models, string model) => ModelManifestReader.IsId(model)
        && Directory.Exists(Path.Combine(models, FolderName, model));

    /// <summary>Their size.</summary>
    public static long BytesOf(string stage) => Directory.EnumerateFiles(stage, "*", SearchOption.AllDirectories)
        .Sum(file => new FileInfo(file).Length);
}
