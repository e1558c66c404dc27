using System.Collections.Immutable;
using System.Text.Json;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Tokens;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Gateway.Search;

/// <summary>Watermarks: signed, bound to the tenant, valid for ever.</summary>
internal sealed class Watermarks(TokenSigner signer)
{
    /// <summary>Makes a watermark.</summary>
    public string Make(TenantId tenant, long mapVersion, IEnumerable<ShardSequence> sequences)
    {
        var body = new WatermarkBody(mapVersion, [.. sequences.Select(mark => new ShardMark(mark.Shard, mark.Sequence))]);
        return signer.Sign(TokenPurpose.Watermark, tenant, JsonSerializer.SerializeToUtf8Bytes(body), null);
    }

    /// <summary>Reads a watermark; nothing to wait for where there is none. WatermarkInvalid where it is not one of this tenant.</summary>
    public Result<ImmutableArray<ShardSequence>> Read(TenantId tenant, string watermark, string field)
    {
        if (watermark.Length == 0)
            return ImmutableArray<ShardSequence>.Empty;
        return signer.Open(TokenPurpose.Watermark, tenant, watermark) is { } bytes
            && JsonSerializer.Deserialize<WatermarkBody>(bytes) is { } body
            ? body.Marks.Select(mark => new ShardSequence(mark.Shard, mark.Sequence)).ToImmutableArray()
            : Error.Of(
                ErrorReason.WatermarkInvalid,
                field,
                watermark,
                "is not a watermark of this tenant",
                "Give the watermark of a video or of a search, or leave it out.");
    }
}
