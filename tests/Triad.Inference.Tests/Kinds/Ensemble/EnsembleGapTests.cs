using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Core.Scores;
using Triad.Inference.Kinds.Ensemble;
using Triad.Inference.Packages;

namespace Triad.Inference.Tests.Kinds.Ensemble;

/// <summary>Members that leave out what they have nothing for: the others' vectors stand.</summary>
public sealed class EnsembleGapTests
{
    private const int Rate = 16_000;

    private static readonly RepresentationName Sound = RepresentationName.From("ears.a");
    private static readonly RepresentationName Words = RepresentationName.From("words.t");

    [Fact]
    public async Task Embed_SoundThatAMemberCannotUse_LeavesItsVectorOutAndSaysSo()
    {
        var sut = Create();
        var part = new EmbedPart(1, "rain", null, new AudioClip(new float[10], Rate));

        var embedded = await sut.EmbedAsync(
            new EmbedRequest([new EmbedItem([part], [Sound, Words]), new EmbedItem([part with { Audio = null }], [Words])],
                EmbedPriority.Ingest),
            CancellationToken.None);

        Assert.True(embedded.IsOk, $"{embedded.Error}");
        Assert.Equal([[Words], [Words]], embedded.Value.Items.Select(item => item.Vectors.Keys.ToArray()));
        Assert.Equal(["Member ears: The sound is too short."], embedded.Value.Items[0].Notices);
        Assert.Empty(embedded.Value.Items[1].Notices);
    }

    [Fact]
    public void Shape_OfAMemberThatOrdersItsHitsAgain_IsRefused()
    {
        var member = new EnsembleMember("words", new Member(Modalities.Text, new RerankSettings(RepresentationName.From("v.frames"), 100)), 1);
        var manifest = new EnsembleManifest(
            8, false, new Dictionary<string, double>(), new Dictionary<RepresentationName, IReadOnlyDictionary<Modalities, ScorePrior>>());
        var problems = new List<PackageProblem>();

        Assert.Null(EnsembleShape.Of([member], manifest, TimeSpan.FromHours(1), problems));

        Assert.Equal("members.words", Assert.Single(problems).Field);
        Assert.Contains("rerank", problems[0].Remedy, StringComparison.Ordinal);
    }

    private static EnsembleEmbedder Create()
    {
        var ears = new EnsembleMember("ears", new Member(Modalities.Audio), 1);
        var words = new EnsembleMember("words", new Member(Modalities.Text), 1);
        return new EnsembleEmbedder(
            "both", SpaceId.From("triad-mini@0123456789abcdef"), 512, [ears, words],
            new EnsembleShape([Of(Sound, ears), Of(Words, words)], ears.Model.Decode, ReadsNames: false), "test");
    }

    private static EnsembleRepresentation Of(RepresentationName name, EnsembleMember member) =>
        new(member.Model.Representations[0] with { Name = name }, member, member.Model.Representations[0]);

    private sealed class Member(Modalities takes, RerankSettings? rerank = null) : IEmbedder
    {
        private static EmbeddingVector Unit => new(new float[] { 1, 0 }, new Dictionary<Modalities, ReadOnlyMemory<float>>());

        public ModelInfo Model { get; } = new(
            "member", SpaceId.From("triad-mini@0123456789abcdef"), 2, takes, false,
            new DecodeSettings(1, 1, 1, Rate, TimeSpan.FromSeconds(8), TimeSpan.FromHours(1)), false, [takes], "test") { Rerank = rerank };

        public int QueueDepth => 0;

        public TextNotice Read(string text) => new(1, [], 0);

        public Task<Result<EmbedResponse>> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken) =>
            Task.FromResult<Result<EmbedResponse>>(new EmbedResponse([.. request.Items.Select(Embed)], TimeSpan.Zero));

        private static ItemEmbedding Embed(EmbedItem item) => item.Mask == Modalities.Audio
            ? new ItemEmbedding(new Dictionary<RepresentationName, EmbeddingVector>(), null) { Notices = ["The sound is too short."] }
            : new ItemEmbedding(
                item.Representations.ToDictionary(name => name, _ => Unit),
                null);
    }
}
