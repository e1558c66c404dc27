using System.Runtime.InteropServices;
using Triad.Core.Errors;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Packages;
using Triad.Inference.Pictures;
using Triad.Inference.Scheduling;
using Triad.Inference.Sound;

namespace Triad.Inference.Kinds.Omni;

/// <summary>Makes soft tokens of pictures, frames and sounds by their encoders, of equal ones once. Thread-safe.</summary>
internal sealed class SoftTokenMaker(LoadedPackage package, OmniManifest manifest)
{
    private readonly PatchCutter? _cutter = manifest.Pictures is { } pictures ? new PatchCutter(pictures.Patches) : null;
    private readonly MagnitudeMelFrontEnd? _mel = manifest.Sound is { } sound ? new MagnitudeMelFrontEnd(sound) : null;
    private readonly SoftTokenCache _cache = new((long)package.Options.SoftTokenMebibytes << 20);
    private long _asked;
    private long _encoded;

    /// <summary>Pictures and frames that items had so far, and those that went through the encoder.</summary>
    public FrameCounts Counts => new(Interlocked.Read(ref _asked), Interlocked.Read(ref _encoded));

    /// <summary>The soft tokens of a piece.</summary>
    public async Task<Result<SoftTokens>> MakeAsync(OmniPiece piece, Admission admission, CancellationToken cancellationToken)
    {
        if (!piece.Ready.IsEmpty)
            return new SoftTokens(piece.Kind, piece.Count, piece.Ready);
        if (piece.Modality == Modalities.Video)
            Interlocked.Increment(ref _asked);

        // Hashing, resizing and transforming would hold up the caller, which may be a grain or a connection.
        var key = await Task.Run(() => KeyOf(piece), cancellationToken).ConfigureAwait(false);
        var made = await _cache.GetAsync(key, () => EncodeAsync(piece, admission, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return made.IsOk ? new SoftTokens(piece.Kind, piece.Count, made.Value) : UnitVector.Of(made.Error, piece.Shown);
    }

    private static SoftTokenCache.Key KeyOf(OmniPiece piece)
    {
        if (piece.Clip is not { } clip)
            return SoftTokenCache.KeyOf([(int)SoftTokenKind.Sound], MemoryMarshal.AsBytes(piece.Samples.Span));
        var bytes = clip.Width * clip.Height * 3;
        var pixels = clip.Pixels.Span.Slice(piece.Frame * bytes, bytes);
        return SoftTokenCache.KeyOf([clip.Width, clip.Height, piece.Grid.Columns, piece.Grid.Rows], pixels);
    }

    private async Task<Result<float[]>> EncodeAsync(OmniPiece piece, Admission admission, CancellationToken cancellationToken)
    {
        var work = await Task.Run(() => WorkOf(piece), cancellationToken).ConfigureAwait(false);
        if (piece.Modality == Modalities.Video)
            Interlocked.Increment(ref _encoded);
        var lane = package.Lanes[OmniGraphs.NameOf(piece.Modality)];
        return await package.Scheduler.RunAsync(lane, work, admission, cancellationToken).ConfigureAwait(false);
    }

    private GraphWork WorkOf(OmniPiece piece) => piece.Clip is { } clip
        ? new PatchWork(_cutter!, _cutter!.Resize(clip, piece.Frame, piece.Grid), piece.Grid, manifest.Tokens.Size)
        : new SoundWork(_mel!.Compute(piece.Samples.Span), _mel.Settings.FrameCount(piece.Samples.Length), manifest.Tokens.Size);
}
