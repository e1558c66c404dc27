using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Inference.Kinds.Remote.Forms;
using Triad.Inference.Packages;
using Triad.Inference.PlugIns;

namespace Triad.Inference.Kinds.Remote;

/// <summary>Reads what model.json says of a package of the kind <c>remote</c>.</summary>
internal static class RemoteManifestReader
{
    private const int LongestPrompt = 4000;
    private const string Absent = "'modalities' lacks it";

    /// <summary>Reads the kind's fields; what is wrong is noted there.</summary>
    public static RemoteManifest Read(ManifestObject root, PlugIns<IRemoteForm> forms)
    {
        var modalities = ReadModalities(root);
        var stored = StoredMasks.Read(root, modalities);
        var endpoint = RemoteEndpointReader.Read(root.Object("endpoint"), forms);
        var mixes = root.Truth("mixes");
        var manifest = new RemoteManifest
        {
            EmbeddingSize = root.Integer("embedding_size", 1, 65_536),
            SegmentSeconds = root.Number("segment_seconds", 0.5, 3600),
            Modalities = modalities,
            StoreFull = stored.Full,
            Stored = stored.Masks,
            Mixes = mixes,
            Endpoint = endpoint,
            Prompts = ReadPrompts(root.Names.Contains("prompts") ? root.Object("prompts") : null),
            Frames = ReadFrames(root.ObjectWhere(modalities.Contains(Modalities.Video), "video", Absent)),
            SampleRate = ReadSampleRate(root.ObjectWhere(modalities.Contains(Modalities.Audio), "audio", Absent)),
            Fingerprint = root.Names.Contains("fingerprint") ? root.FileName("fingerprint") : null,
        };
        if (endpoint.Form?.WhyNot(manifest) is { } problem)
            root.Note(
                "endpoint.form", $"is '{endpoint.Form.Name}', which {problem}", "Use another form, or change 'modalities' or 'mixes'.");
        return manifest;
    }

    private static Modalities ReadModalities(ManifestObject root)
    {
        var all = Modalities.None;
        foreach (var name in root.Texts("modalities"))
        {
            if (ModalitiesExtensions.FromName(name) is var mask && mask.Count() == 1)
                all |= mask;
            else
                root.Note("modalities", $"holds '{name}'", "Use t, v and a.");
        }

        return all;
    }

    private static RemotePrompts ReadPrompts(ManifestObject? section)
    {
        if (section is null)
            return new RemotePrompts("", "");
        var prompts = new RemotePrompts(Prompt("query"), Prompt("document"));
        section.Close();
        return prompts;

        string Prompt(string name) => section.Names.Contains(name) ? section.Text(name, LongestPrompt) : "";
    }

    private static RemoteFrames? ReadFrames(ManifestObject? section)
    {
        if (section is null)
            return null;
        var frames = new RemoteFrames(
            section.Number("frame_rate", 0.05, 120),
            section.Integer("most_frames", 1, 256),
            section.Integer("longest_side", 16, 4096),
            section.Choice("as", ("pictures", false), ("video", true)));
        section.Close();
        return frames;
    }

    private static int ReadSampleRate(ManifestObject? section)
    {
        if (section is null)
            return 0;
        var rate = section.Integer("sample_rate", 1000, 192_000);
        section.Close();
        return rate;
    }
}
