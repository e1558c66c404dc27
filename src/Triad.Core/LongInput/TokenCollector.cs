using Triad.Core.Errors;
using Triad.Core.Modality;

namespace Triad.Core.LongInput;

/// <summary>
/// Collects the tokens of a video, segment by segment, for one pass of the fusion transformer, and never holds more than a bounded number: under
/// <see cref="LongInputStrategy.Whole"/> more than the limit is an error, otherwise they are reduced as they come.
/// </summary>
public sealed class TokenCollector
{
    /// <summary>The setting that bounds what one pass takes.</summary>
    public const string Limit = "Triad:Inference:MaxTokensPerItem";

    private readonly Dictionary<Modalities, TokenTrack> _tracks = [];
    private readonly LongInputStrategy _strategy;
    private readonly int _most;
    private long _seen;

    /// <summary>Starts with nothing.</summary>
    /// <param name="strategy">Whole, uniform or max-pool.</param>
    /// <param name="budget">The tokens that uniform and max-pool leave.</param>
    /// <param name="limit">The tokens that one pass takes, whatever the strategy.</param>
    public TokenCollector(LongInputStrategy strategy, int budget, int limit)
    {
        if (strategy == LongInputStrategy.Average)
            throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "The average needs no tokens.");
        _strategy = strategy;
        _most = strategy == LongInputStrategy.Whole ? limit : Math.Min(budget, limit);
    }

    /// <summary>Takes the next tokens of a modality.</summary>
    /// <returns>LimitExceeded under the strategy whole where one pass cannot take them all.</returns>
    public Result Add(TokenRun run)
    {
        _seen += run.Count;
        if (_strategy == LongInputStrategy.Whole && _seen > _most)
        {
            return new Error(
                ErrorReason.LimitExceeded,
                FormattableString.Invariant(
                    $"long_input 'whole': the video has more than {_most} tokens, and the attention of one pass over n tokens takes n x n numbers: {Limit} is {_most}."),
                "long_input",
                "whole",
                "Use average, uniform or max_pool, or raise the limit.");
        }

        if (!_tracks.TryGetValue(run.Modality, out var track))
            _tracks.Add(run.Modality, track = new TokenTrack(run.TokenSize, _most, _strategy == LongInputStrategy.MaxPool));
        for (var i = 0; i < run.Count; i++)
            track.Add(run.Values.Span.Slice(i * run.TokenSize, run.TokenSize));
        return Result.Ok;
    }

    /// <summary>The tokens for the pass, at most the budget over all modalities, in canonical order of modalities.</summary>
    public IReadOnlyList<TokenRun> Take()
    {
        var tracks = _tracks.OrderBy(pair => pair.Key.Index()).ToList();
        var shares = TokenBudget.Share([.. tracks.Select(pair => pair.Value.Held)], _most);
        return [.. tracks.Select((pair, i) => new TokenRun(pair.Key, pair.Value.TokenSize, pair.Value.Take(shares[i])))];
    }
}
