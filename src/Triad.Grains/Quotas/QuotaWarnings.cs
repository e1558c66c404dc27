using System.Globalization;
using Triad.Core.Quotas;
using Triad.Core.Rows;

namespace Triad.Grains.Quotas;

/// <summary>
/// Which quotas a tenant was told of whose use rose over a share. It is told once, and not again before the use was below that, and some time has passed:
/// a use that goes up and down there is one crossing.
/// </summary>
/// <param name="prefix">What the keys of its rows begin with; stored for ever.</param>
/// <param name="share">The share.</param>
/// <param name="time">The clock.</param>
internal sealed class QuotaWarnings(string prefix, double share, TimeProvider time)
{
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    private readonly Dictionary<string, DateTimeOffset> _warned = new(StringComparer.Ordinal);

    /// <summary>True for a row of its own.</summary>
    public bool IsOwn(Row row) => row.Key.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>The row of a warning. The form is stored for ever.</summary>
    public Row RowOf(string quota, DateTimeOffset at) => new(KeyOf(quota), at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>The key of the row of a warning.</summary>
    public string KeyOf(string quota) => prefix + quota;

    /// <summary>Takes on a warning that was stored.</summary>
    public void Load(Row row) =>
        _warned[row.Key[prefix.Length..]] = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(row.Value, CultureInfo.InvariantCulture));

    /// <summary>True where a use is to be told now.</summary>
    /// <param name="use">The use.</param>
    /// <param name="wasRefused">True where something was refused for it, however much is used.</param>
    public bool IsDue(QuotaUse use, bool wasRefused) => (wasRefused || IsOver(use)) && !_warned.ContainsKey(use.Quota);

    /// <summary>True where a warning is over, so that the next one may come.</summary>
    public bool IsPast(QuotaUse use) => _warned.TryGetValue(use.Quota, out var warned) && !IsOver(use) && time.GetUtcNow() - warned >= Rest;

    /// <summary>Notes a warning.</summary>
    public void Note(string quota) => _warned[quota] = time.GetUtcNow();

    /// <summary>Lets the next warning come.</summary>
    public void Forget(string quota) => _warned.Remove(quota);

    private bool IsOver(QuotaUse use) => use.Limit > 0 && use.Used >= share * use.Limit;
}
