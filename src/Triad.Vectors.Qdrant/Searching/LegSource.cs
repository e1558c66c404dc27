using Triad.Core.Indexing;

namespace Triad.Vectors.Qdrant.Searching;

/// <summary>
/// A stored vector that a leg asks: its own name, or <c>full</c> where that is the leg's vector under another name. It is asked round by
/// round until the best groups are certain.
/// </summary>
internal sealed class LegSource(int leg, LegNames names, VectorQuery query)
{
    private readonly Dictionary<object, VectorHit> _best = [];
    private int _asked;
    private bool _isDone;

    /// <summary>The leg's index in the query.</summary>
    public int Leg => leg;

    /// <summary>Where its vectors lie.</summary>
    public LegNames Names => names;

    /// <summary>True once the best groups are certain.</summary>
    public bool IsDone => _isDone;

    /// <summary>True where there may be further groups, and one call may not ask for enough hits to tell.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The best groups so far, in no order.</summary>
    public IReadOnlyCollection<VectorHit> Best => _best.Values;

    /// <summary>Groups that need not be found again: videos of which the best hit is known.</summary>
    public IEnumerable<string> Found => query.Grouping == HitGrouping.Video ? _best.Values.Select(hit => hit.Subject.Video.Value) : [];

    /// <summary>How many hits the next round asks for.</summary>
    public int Ask(int most) => _asked = (int)Math.Min(most, _asked > 0 ? _asked : First(query));

    /// <summary>
    /// Takes the answer of a round. Hits that tie with the last one of a full answer may be but some of those that tie, in any order:
    /// they do not count until a longer answer, or a round without the groups that are found, shows all.
    /// </summary>
    public void Take(IReadOnlyList<VectorHit> answer, int most)
    {
        var exhausted = answer.Count < _asked;
        var certain = exhausted || _asked >= most ? answer : [.. answer.TakeWhile(hit => hit.Score > answer[^1].Score)];
        foreach (var hit in certain)
        {
            var group = Group(hit);
            if (!_best.TryGetValue(group, out var known) || HitRanking.Compare(hit, known) < 0)
                _best[group] = hit;
        }

        IsCut = !exhausted && _best.Count < query.Limit && _asked >= most && (certain.Count == 0 || query.Grouping == HitGrouping.Segment);
        _isDone = exhausted || _best.Count >= query.Limit || IsCut;
        if (_isDone)
            return;
        if (query.Grouping == HitGrouping.Segment)
        {
            // The same hits come again at the top of a longer answer.
            _best.Clear();
            _asked = Longer();
        }
        else if (certain.Count == 0)
        {
            _asked = Longer();
        }
    }

    // One more than wanted shows whether the last one ties; a video has several segments.
    private static long First(VectorQuery query) => query.Grouping == HitGrouping.Video ? (query.Limit * 4L) + 16 : query.Limit + 1L;

    private int Longer() => (int)Math.Min(int.MaxValue, _asked * 4L);

    private object Group(VectorHit hit) => query.Grouping switch
    {
        HitGrouping.Video => hit.Subject.Video,
        _ => (hit.Subject.Video, hit.Generation, hit.Segment),
    };
}
