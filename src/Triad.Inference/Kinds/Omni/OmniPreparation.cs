using Triad.Core.Modality;
using Triad.Inference.Embedding;

namespace Triad.Inference.Kinds.Omni;

/// <summary>What an item becomes before the graphs see it, for people who try a model.</summary>
internal static class OmniPreparation
{
    /// <summary>The ids, placeholders included, and the sizes of pixels, mel features and soft tokens.</summary>
    public static PreparedItem Of(OmniItem read, OmniManifest manifest, OmniSequence sequence)
    {
        var parts = Enumerable.Range(0, read.Item.Parts.Count).ToHashSet();
        var text = read.TextOf(manifest.Modalities, parts, manifest.Prompts);
        if (text.Length == 0 && read.Pieces.Count == 0)
            return new PreparedItem([], new Dictionary<string, IReadOnlyList<int>>());
        var row = sequence.Build(text, read.Pieces);
        var sizes = new Dictionary<string, IReadOnlyList<int>>();
        foreach (var piece in read.Pieces.Where(piece => piece.Ready.IsEmpty))
            if (piece.Modality == Modalities.Video)
                Add(sizes, OmniGraphs.PictureInputs[OmniGraphs.Content],
                    [piece.Count * manifest.Pictures!.Patches.PatchesPerToken, manifest.Pictures.Patches.PatchValues]);
            else
                Add(sizes, OmniGraphs.SoundInputs[OmniGraphs.Content],
                    [manifest.Sound!.FrameCount(piece.Samples.Length), manifest.Sound.MelBins]);
        foreach (var kind in read.Pieces.GroupBy(piece => piece.Kind))
            sizes[OmniGraphs.SoftInputs[(int)kind.Key]] = [kind.Sum(piece => piece.Count), manifest.Tokens.Size];
        return new PreparedItem(row?.Ids ?? [], sizes);
    }

    // The first one has the input's name, further ones a number too.
    private static void Add(Dictionary<string, IReadOnlyList<int>> sizes, string name, IReadOnlyList<int> size)
    {
        var number = 1 + sizes.Keys.Count(other => other == name || other.StartsWith($"{name}.", StringComparison.Ordinal));
        sizes[number == 1 ? name : $"{name}.{number}"] = size;
    }
}
