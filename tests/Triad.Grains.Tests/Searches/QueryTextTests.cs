using System.Collections.Immutable;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Searches;
using Triad.Testing.Embedding;

namespace Triad.Grains.Tests.Searches;

public sealed class QueryTextTests
{
    [Fact]
    public void Read_TextThatTheModelCannotRead_IsAnErrorOfThatPart()
    {
        var error = QueryText.Read(new SearchQuery([Text("rain"), Text("aaaa")], SearchComposition.Auto), new SlowEmbedder()).Error!;

        Assert.Equal((ErrorReason.FieldInvalid, "query.parts[1].text", "aaaa"), (error.Reason, error.Field, error.Value));
    }

    private static SearchPart Text(string text) =>
        new(SearchPartKind.Text, 1, text, ImmutableArray<byte>.Empty, null, null, null, ImmutableArray<float>.Empty, null);

    private sealed class SlowEmbedder : IEmbedder
    {
        private readonly HashEmbedder _hash = new();

        public ModelInfo Model => _hash.Model;

        public int QueueDepth => 0;

        public TextNotice Read(string text) => text == "aaaa"
            ? new TextNotice(0, [], 0) { Problem = Error.Invalid("text", text, "takes too long", "Write another text.") }
            : _hash.Read(text);

        public Task<Result<EmbedResponse>> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken) =>
            _hash.EmbedAsync(request, cancellationToken);
    }
}
