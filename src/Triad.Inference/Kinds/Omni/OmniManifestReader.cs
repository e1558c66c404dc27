using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Inference.Packages;
using Triad.Inference.Pictures;
using Triad.Inference.PlugIns;
using Triad.Inference.Sound;
using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Omni;

/// <summary>Reads what model.json says of a package of the kind <c>omni</c>.</summary>
internal static class OmniManifestReader
{
    private const int LongestPrompt = 1000;
    private const int LargestSize = 65_536;
    private const int LargestSide = 4096;
    private const string Absent = "'modalities' lacks it";

    /// <summary>Reads the kind's fields; what is wrong is noted there.</summary>
    public static OmniManifest Read(ManifestObject root, PlugIns<ITokenizerKind> tokenizers)
    {
        var modalities = ReadModalities(root);
        var stored = StoredMasks.Read(root, modalities);
        var size = root.Integer("embedding_size", 1, LargestSize);
        var sound = root.ObjectWhere(modalities.Contains(Modalities.Audio), "audio", Absent);
        var text = root.Object("text");
        var manifest = new OmniManifest
        {
            Modalities = modalities,
            EmbeddingSize = size,
            Dimensions = root.Names.Contains("dimensions") ? root.Integer("dimensions", 1, size) : size,
            StoreFull = stored.Full,
            Stored = stored.Masks,
            SegmentSeconds = root.Number("segment_seconds", 0.5, 3600),
            MaxTokens = text is not null && text.Names.Contains("max_tokens") ? text.Integer("max_tokens", 16, LargestSize) : 0,
            Tokenizer = TokenizerSection.Read(text, tokenizers),
            Prompts = ReadPrompts(root.Object("prompts")),
            Pictures = ReadPictures(root.ObjectWhere(modalities.Contains(Modalities.Video), "video", Absent)),
            Sound = ReadSound(sound),
            SoundTokens = sound?.Integer("most_tokens", 1, LargestSize) ?? 0,
            Tokens = ReadTokens(root.Object("tokens")),
            Graphs = ReadGraphs(root.Object("graphs"), modalities),
        };
        sound?.Close();
        return manifest;
    }

    private static Modalities ReadModalities(ManifestObject root)
    {
        var all = Modalities.Text;
        var names = root.Texts("modalities");
        foreach (var name in names)
        {
            var mask = ModalitiesExtensions.FromName(name);
            if (mask.Count() == 1)
                all |= mask;
            else
                root.Note("modalities", $"holds '{name}'", "Use t, v and a.");
        }

        if (names.Count > 0 && !names.Contains("t"))
            root.Note("modalities", "lacks t", "A package of this kind always takes text.");
        return all;
    }

    private static OmniPrompts ReadPrompts(ManifestObject? section)
    {
        if (section is null)
            return new OmniPrompts("", "", "", "");
        var prompts = new OmniPrompts(Prompt("query"), Prompt("document"), Prompt("titled"), Prompt("named"));
        foreach (var (name, prompt) in ((string, string)[])[("titled", prompts.Titled), ("named", prompts.Named)])
            if (prompt.Length > 0 && !prompt.Contains(OmniPrompts.Place, StringComparison.Ordinal))
                section.Note(name, $"lacks {OmniPrompts.Place}", "Write it where the video's name goes, or leave the field out.");
        section.Close();
        return prompts;

        string Prompt(string name) => section.Names.Contains(name) ? section.Text(name, LongestPrompt) : "";
    }

    private static OmniPictures? ReadPictures(ManifestObject? section)
    {
        if (section is null)
            return null;
        var pictures = new OmniPictures(
            section.Number("frame_rate", 0.05, 120),
            section.Integer("most_frames", 1, 4096),
            section.Integer("longest_side", 16, LargestSide),
            section.Integer("picture_tokens", 1, LargestSize),
            section.Integer("frame_tokens", 1, LargestSize),
            new PatchSettings(
                section.Integer("patch", 1, 256),
                section.Integer("pooling", 1, 64),
                section.Integer("positions", 1, LargestSize),
                section.Choice("resample", ("bilinear", Resampling.Bilinear), ("bicubic", Resampling.Bicubic)),
                section.Number("rescale", 1e-6, 1)));
        if (pictures.Patches.Positions < pictures.Patches.Pooling)
            section.Note("positions", $"is {pictures.Patches.Positions}, less than pooling", "Correct either.");
        section.Close();
        return pictures;
    }

    private static MagnitudeMelSettings? ReadSound(ManifestObject? section)
    {
        if (section is null)
            return null;
        var rate = section.Integer("sample_rate", 1000, 192_000);
        var sound = new MagnitudeMelSettings
        {
            SampleRate = rate,
            Frame = section.Integer("frame", 2, 1 << 16),
            Hop = section.Integer("hop", 1, 1 << 16),
            Fft = section.Integer("fft", 2, 1 << 16),
            MelBins = section.Integer("mel_bins", 1, 1024),
            MinHz = section.Number("min_hz", 0, rate / 2.0),
            MaxHz = section.Number("max_hz", 1, rate / 2.0),
            Floor = section.Number("floor", 1e-10, 1),
        };
        if (!FftLength.IsSupported(sound.Fft))
            section.Note("fft", $"is {sound.Fft}", "Use an even number whose half is a product of 2, 3 and 5.");
        if (sound.Frame > sound.Fft)
            section.Note("frame", $"is {sound.Frame}, more than fft, {sound.Fft}", "Correct either.");
        if (sound.MinHz >= sound.MaxHz)
            section.Note("min_hz", "is not below max_hz", "Correct either.");
        return sound;
    }

    private static OmniTokens ReadTokens(ManifestObject? section)
    {
        if (section is null)
            return new OmniTokens(1, 0, 1, 2, 3, 4, 5, 6, 7);
        var tokens = new OmniTokens(
            section.Integer("size", 1, LargestSize), Id("pad"), Id("picture"), Id("frame"), Id("picture_begin"), Id("picture_end"),
            Id("sound"), Id("sound_begin"), Id("sound_end"));
        int[] places = [tokens.Picture, tokens.Frame, tokens.Sound];
        if (places.Distinct().Count() < places.Length)
            section.Note("picture", "is the same as frame or sound", "Give the three places ids of their own.");
        section.Close();
        return tokens;

        int Id(string name) => section.Integer(name, 0, int.MaxValue);
    }

    private static Dictionary<Modalities, OmniGraph> ReadGraphs(ManifestObject? section, Modalities modalities)
    {
        var graphs = new Dictionary<Modalities, OmniGraph>();
        foreach (var modality in ModalitiesExtensions.Singles)
        {
            var graph = section?.ObjectWhere(modalities.Contains(modality), OmniGraphs.NameOf(modality), Absent);
            if (graph is null)
                continue;
            graphs[modality] = new OmniGraph(graph.FileName("file"), graph.Truth("alone"));
            graph.Close();
        }

        section?.Close();
        return graphs;
    }
}
