using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Packages;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>What a package of towers offers.</summary>
internal static class DualEncoderModel
{
    // What decoders must be told for a package that looks at no picture, or hears no sound.
    private const int UnusedFrameSize = 16;
    private const int UnusedSampleRate = 16_000;

    /// <summary>Describes a package.</summary>
    public static ModelInfo Describe(LoadedPackage opened, DualEncoderManifest manifest, string frontEndKey)
    {
        var (id, asking) = (opened.Manifest.Id, Modalities.Text | manifest.Media);
        Modalities[] stored = [.. manifest.Media.Parts()];
        return new ModelInfo(id, opened.Space, manifest.EmbeddingSize, asking, CanFuse: false, Decode(opened, manifest), StoreFull: false,
            stored, frontEndKey)
        {
            MaxTokensPerItem = opened.Options.MaxTokensPerItem,
            Rerank = manifest.Rerank is null ? null : new RerankSettings(KeptFrames.Name, KeptFrames.Hits),
            Representations =
            [
                .. stored.Select(mask => new RepresentationInfo(
                    RepresentationName.Of(mask), manifest.EmbeddingSize, mask, asking, stored.Length == 1 ? id : $"{id}/{mask.ToName()}")),
                .. manifest.Rerank is { } head
                    ? [new RepresentationInfo(
                        KeptFrames.Name, KeptFrames.SizeOf(head, manifest.EmbeddingSize), Modalities.Video, Modalities.None, $"{id}/{KeptFrames.Name}")]
                    : (RepresentationInfo[])[],
            ],
        };
    }

    private static DecodeSettings Decode(LoadedPackage opened, DualEncoderManifest manifest)
    {
        var side = manifest.Pictures?.LongestSide ?? UnusedFrameSize;
        return new DecodeSettings(
            manifest.Pictures?.FrameRate ?? 1,
            side,
            side,
            manifest.Sound?.SampleRate ?? UnusedSampleRate,
            TimeSpan.FromSeconds(manifest.SegmentSeconds),
            opened.Options.LongestMedia)
        {
            KeepsShape = manifest.Pictures is not null,
        };
    }
}
