using Triad.Inference.Classes;
using Triad.Inference.Packages;
using Triad.Inference.Pictures;
using Triad.Inference.PlugIns;
using Triad.Inference.Sound;

namespace Triad.Inference.Kinds.Classifier;

/// <summary>Reads what model.json says of a package of the kind <c>classifier</c>.</summary>
internal static class ClassifierManifestReader
{
    private const int LongestName = 100;
    private const int MostClasses = 100_000;

    /// <summary>Reads the kind's fields; what is wrong is noted there.</summary>
    public static ClassifierManifest Read(ManifestObject root, PlugIns<ISoundInputKind> sounds)
    {
        var hears = root.Names.Contains("audio");
        var graph = root.Object("graph");
        var manifest = new ClassifierManifest
        {
            SegmentSeconds = root.Number("segment_seconds", 0.5, 3600),
            Pictures = PictureSettingsReader.Read(root.ObjectWhere(!hears, "video", "there is a section audio")),
            Sound = hears ? ReadSound(root.Object("audio"), sounds) : null,
            Graph = graph is null
                ? new TowerGraph("", "", "", BatchRule.Shared)
                : new TowerGraph(
                    graph.FileName("file"),
                    graph.Text("input", LongestName),
                    graph.Text("output", LongestName),
                    graph.Choice("batch", ("shared", BatchRule.Shared), ("alone", BatchRule.Alone), ("one", BatchRule.One))),
            Classes = graph?.Integer("classes", 2, MostClasses) ?? 2,
            Activation = graph?.Choice(
                "activation", ("softmax", Activation.Softmax), ("sigmoid", Activation.Sigmoid), ("none", Activation.None))
                    ?? Activation.None,
            Labels = root.FileName("labels"),
        };
        graph?.Close();
        return manifest;
    }

    private static ISoundInput? ReadSound(ManifestObject? section, PlugIns<ISoundInputKind> sounds)
    {
        if (section is null || !sounds.TryRead(section, "front_end", out var kind))
            return null;
        var sound = kind.Read(section);
        section.Close();
        if (sound.Hop > sound.Window)
            section.Note("hop", $"is {sound.Hop}, more than the window of {sound.Window}", "Give less, so that no sound is left out.");
        return sound;
    }
}
