using System.Collections.Immutable;
using Google.Protobuf;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Metadata;
using Triad.Gateway.Calls;
using Triad.Gateway.Library;
using Triad.Gateway.Limits;
using Triad.Gateway.Tests.Doubles;

namespace Triad.Gateway.Tests.Library;

public sealed class UploadBytesTests
{
    [Fact]
    public async Task Bytes_OfAConnectionThatBreaks_EndWithAFailureThatCanBeRetried()
    {
        var messages = new RequestStream<V1.UploadVideoRequest>(new BrokenStream(new V1.UploadVideoRequest { Chunk = ByteString.CopyFrom(1, 2, 3) }));
        using var bytes = new UploadBytes(messages, new UploadPlan(VideoId.From("half"), "", "", null, null, null, ImmutableDictionary<string, MetadataValue>.Empty, null), new LimitsOptions());
        var read = new List<Result<ReadOnlyMemory<byte>>>();

        await foreach (var chunk in bytes.ReadAsync(default))
            read.Add(chunk);

        Assert.Equal([true, false], read.Select(chunk => chunk.IsOk));
        Assert.Equal((ErrorReason.Unavailable, true), (read[1].Error!.Reason, read[1].Error!.Retryable));
        Assert.Null(bytes.Sha256);
    }
}
