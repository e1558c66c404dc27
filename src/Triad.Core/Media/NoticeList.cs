namespace Triad.Core.Media;

/// <summary>Collects notices up to a bound; what is beyond it is counted in one last notice.</summary>
public sealed class NoticeList
{
    /// <summary>Most notices of one video.</summary>
    public const int Most = 100;

    private readonly List<MediaNotice> _notices = [];
    private int _more;

    /// <summary>Adds one.</summary>
    public void Add(MediaNotice notice)
    {
        if (_notices.Count < Most - 1)
            _notices.Add(notice);
        else
            _more++;
    }

    /// <summary>Adds several.</summary>
    public void AddRange(IEnumerable<MediaNotice> notices)
    {
        foreach (var notice in notices)
            Add(notice);
    }

    /// <summary>All of them, in the order in which they came.</summary>
    public IReadOnlyList<MediaNotice> ToList() => _more == 0
        ? [.. _notices]
        : [.. _notices, new MediaNotice(NoticeReason.MoreNotListed, $"{_more} more things were left out and are not listed.", "Mend the file and upload it again.")];
}
