using System.Diagnostics;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Core.Telemetry;
using Triad.Inference.Embedding;

namespace Triad.Inference.Kinds.Ensemble;

/// <summary>Embeds with several packages at once: each gets of every item what it can take, and all of them work side by side.</summary>
internal sealed class EnsembleEmbedder : IEmbedder, IPreparation
{
    private static readonly ActivitySource Source = new(TelemetryNames.InferenceSource);

    private readonly IReadOnlyList<EnsembleMember> _members;
    private readonly MemberItems _items;

    /// <param name="id">The package's id.</param>
    /// <param name="space">The space of its vectors.</param>
    /// <param name="maxTokens">The tokens that one item may have.</param>
    /// <param name="members">Its packages.</param>
    /// <param name="shape">What they are together.</param>
    /// <param name="frontEndKey">The name of derived data.</param>
    public EnsembleEmbedder(
        string id, SpaceId space, int maxTokens, IReadOnlyList<EnsembleMember> members, EnsembleShape shape, string frontEndKey)
    {
        (_members, _items) = (members, new MemberItems(shape));
        var mask = members.Aggregate(Modalities.None, (all, member) => all | member.Model.Modalities);
        Model = new ModelInfo(
            id,
            space,
            shape.Representations.Max(one => one.Info.Dimension),
            mask,
            CanFuse: false,
            shape.Decode,
            StoreFull: false,
            [],
            frontEndKey)
        {
            SumsScores = true,
            Titles = shape.ReadsNames ? TitleUse.AsText
                : members.Any(member => member.Model.Titles != TitleUse.None) ? TitleUse.Beside : TitleUse.None,
            MaxTokensPerItem = maxTokens,
            Representations = [.. shape.Representations.Select(one => one.Info)],
        };
    }

    /// <inheritdoc/>
    public ModelInfo Model { get; }

    /// <inheritdoc/>
    public int QueueDepth => _members.Max(member => member.Embedder.QueueDepth);

    /// <inheritdoc/>
    public TextNotice Read(string text)
    {
        var best = new TextNotice(0, [], 0);
        foreach (var member in _members.Where(member => member.Model.Modalities.Contains(Modalities.Text)))
        {
            var notice = member.Embedder.Read(text);
            if (notice is { KnownWords: > 0, UnknownWords.Count: 0, CutWords: 0 })
                return notice; // The others have no more to tell.
            if (best.KnownWords + best.UnknownWords.Count == 0 || RankOf(notice).CompareTo(RankOf(best)) < 0)
                best = notice;
        }

        return best;

        static (int, int, int) RankOf(TextNotice notice) => (notice.UnknownWords.Count, -notice.KnownWords, notice.CutWords);
    }

    /// <inheritdoc/>
    public PreparedItem Prepare(EmbedItem item)
    {
        var all = Model.Representations
            .Where(one => item.Role == EmbedRole.Media ? item.Mask.Contains(one.Mask) : EnsembleMember.Takes(one, item.Mask))
            .Select(one => one.Name);
        var split = _items.Of(item.Representations.Count > 0 ? item : item with { Representations = [.. all] }, "items[0]");
        IReadOnlyList<long> tokens = [];
        var sizes = new Dictionary<string, IReadOnlyList<int>>();
        foreach (var one in split.IsOk ? split.Value : [])
        {
            if (one.Member.Embedder is not IPreparation preparation)
                continue;
            var prepared = preparation.Prepare(one.Item);
            tokens = tokens.Count > 0 ? tokens : prepared.Tokens;
            foreach (var (input, size) in prepared.Sizes)
                sizes[$"{one.Member.Name}.{input}"] = size;
        }

        return new PreparedItem(tokens, sizes);
    }

    /// <inheritdoc/>
    public async Task<Result<EmbedResponse>> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken)
    {
        using var span = Source.StartActivity("embed");
        span?.SetTag("triad.model", Model.Package).SetTag("triad.items", request.Items.Count);
        var response = await EmbedNowAsync(request, cancellationToken).ConfigureAwait(false);
        if (!response.IsOk)
            span.SetError(response.Error);
        return response;
    }

    private async Task<Result<EmbedResponse>> EmbedNowAsync(EmbedRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (request.Items.Count == 0)
            return Error.Missing("items", "Give at least one item.");
        var work = new List<(int Item, MemberItem Part)>();
        for (var i = 0; i < request.Items.Count; i++)
        {
            if (CheckTokens(request.Items[i], i) is { } wrong)
                return wrong;
            var split = _items.Of(request.Items[i], $"items[{i}]");
            if (!split.IsOk)
                return split.Error;
            work.AddRange(split.Value.Select(part => (i, part)));
        }

        var groups = work.GroupBy(one => one.Part.Member).ToList();
        var answers = await Task.WhenAll(groups.Select(Start)).ConfigureAwait(false);
        if (answers.FirstOrDefault(answer => !answer.IsOk).Error is { } failed)
            return failed;
        var vectors = request.Items.Select(_ => new Dictionary<RepresentationName, EmbeddingVector>()).ToList();
        var notices = request.Items.Select(_ => new List<string>()).ToList();
        foreach (var (group, answer) in groups.Zip(answers))
        {
            foreach (var ((item, part), embedded) in group.Zip(answer.Value.Items))
            {
                // A member leaves out what nothing that it can use is left of, and says so.
                foreach (var (name, own) in part.Names)
                    if (embedded.Vectors.TryGetValue(own, out var vector))
                        vectors[item][name] = vector;
                notices[item].AddRange(embedded.Notices.Select(notice => $"Member {group.Key.Name}: {notice}"));
            }
        }

        return new EmbedResponse(
            [.. vectors.Zip(notices, (own, said) => new ItemEmbedding(own, null) { Notices = said })],
            answers.Aggregate(TimeSpan.Zero, (sum, answer) => sum + answer.Value.Compute));

        // What each does before its graphs runs side by side too; the last one takes this thread.
        Task<Result<EmbedResponse>> Start(IGrouping<EnsembleMember, (int Item, MemberItem Part)> group, int number) => number < groups.Count - 1
            ? Task.Run(() => EmbedAsync(group.Key, [.. group], request, cancellationToken), cancellationToken)
            : EmbedAsync(group.Key, [.. group], request, cancellationToken);
    }

    private static async Task<Result<EmbedResponse>> EmbedAsync(
        EnsembleMember member, List<(int Item, MemberItem Part)> work, EmbedRequest request, CancellationToken cancellationToken)
    {
        var own = request with { Items = [.. work.Select(one => one.Part.Item)] };
        var answer = await member.Embedder.EmbedAsync(own, cancellationToken).ConfigureAwait(false);
        return answer.IsOk ? answer : answer.Error with { Message = $"Member {member.Name}: {answer.Error.Message}" };
    }

    // Long inputs other than the average are made of tokens that go through one fusion transformer: here there are several models.
    private Error? CheckTokens(EmbedItem item, int index) =>
        item.KeepTokens != Modalities.None || item.Parts.Any(part => part.Tokens.Count > 0)
            ? Error.Invalid(
                $"items[{index}].keep_tokens", item.KeepTokens.ToName(), $"asks for tokens, and {Model.Package} is an ensemble",
                "Use the strategy average for whole videos.")
            : null;
}
