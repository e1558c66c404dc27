using System.Security.Cryptography;
using System.Text;
using Triad.Core.Embedding;
using Triad.Core.Media;
using Triad.Inference.Packages;

namespace Triad.Inference.Kinds.Remote;

/// <summary>What a remote package offers.</summary>
internal static class RemoteModel
{
    // What decoders must be told for a package that looks at no picture or hears no sound.
    private const int UnusedFrameSize = 16;
    private const int UnusedSampleRate = 16_000;
    private const int KeyDigits = 16;

    /// <summary>Describes a package.</summary>
    public static ModelInfo Describe(LoadedPackage opened, RemoteManifest manifest)
    {
        var side = manifest.Frames?.LongestSide ?? UnusedFrameSize;
        var decode = new DecodeSettings(
            manifest.Frames?.FrameRate ?? 1,
            side,
            side,
            manifest.SampleRate > 0 ? manifest.SampleRate : UnusedSampleRate,
            TimeSpan.FromSeconds(manifest.SegmentSeconds),
            opened.Options.LongestMedia)
        {
            KeepsShape = manifest.Frames is not null,
        };

        // Nothing is derived here that could be kept: the key stands for the package.
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(opened.Space.Value)))[..KeyDigits];
        return new ModelInfo(
            opened.Manifest.Id, opened.Space, manifest.EmbeddingSize, manifest.Modalities, manifest.Mixes, decode, manifest.StoreFull,
                manifest.Stored, key)
        {
            MaxTokensPerItem = opened.Options.MaxTokensPerItem,
        };
    }
}
