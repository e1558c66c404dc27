namespace Triad.Benchmarks.Crash;

/// <summary>What was tried, what was acknowledged and what was found. It changes by lines of the journal only, so that the journal alone restores it.</summary>
internal sealed class CrashLedger
{
    private readonly Lock _lock = new();
    private readonly CrashJournal _journal;
    private readonly Dictionary<int, VideoRecord> _videos = [];
    private readonly Dictionary<(string Tenant, string Id), VideoRecord> _current = [];
    private readonly Dictionary<string, string> _tenants = [];
    private readonly Dictionary<int, string> _clips = [];
    private readonly Dictionary<string, (string Tenant, string Secret)> _keys = [];
    private readonly List<string> _revoked = [];
    private readonly List<string> _onboarded = [];
    private readonly HashSet<string> _findings = [];
    private readonly Dictionary<FindingKind, int> _counts = [];

    public CrashLedger(CrashJournal journal)
    {
        _journal = journal;
        foreach (var line in journal.Past)
            Apply(line);
    }

    /// <summary>The seed of the run, or null before its first line.</summary>
    public int? Seed { get; private set; }

    public int Kills { get; private set; }

    public int Acknowledged { get; private set; }

    public int Checks { get; private set; }

    /// <summary>The tenants of the load, each with its key.</summary>
    public IReadOnlyDictionary<string, string> Tenants => _tenants;

    /// <summary>The segments that each clip has, as text.</summary>
    public IReadOnlyDictionary<int, string> Clips => _clips;

    public int CountOf(FindingKind kind) => _counts.GetValueOrDefault(kind);

    public void Append(JournalLine line)
    {
        lock (_lock)
        {
            Apply(line);
            _journal.Append(line);
        }
    }

    /// <summary>Notes what is wrong; the same thing is counted once. Returns true where it is new.</summary>
    public bool Find(FindingKind kind, string what)
    {
        lock (_lock)
        {
            if (_findings.Contains($"{kind} {what}"))
                return false;
            Append(new JournalLine(JournalKind.Finding) { Id = kind.ToString(), Text = what });
            return true;
        }
    }

    /// <summary>Takes a video for one caller, and journals what is about to be tried with it. Null where none fits.</summary>
    public VideoRecord? Take(Func<VideoRecord, bool> fits, Random random, JournalKind? attempt)
    {
        lock (_lock)
        {
            var free = _current.Values.Where(video => !video.IsBusy && fits(video)).OrderBy(video => video.Number).ToArray();
            if (free.Length == 0)
                return null;
            var video = free[random.Next(free.Length)];
            video.IsBusy = true;
            if (attempt is { } kind)
                Append(new JournalLine(kind) { Number = video.Number });
            return video;
        }
    }

    /// <summary>A new upload: of a new id, or of one whose video is gone.</summary>
    public VideoRecord BeginUpload(string tenant, int clip, Random random, bool reuse)
    {
        lock (_lock)
        {
            var number = _videos.Count + 1;
            var gone = reuse
                ? _current.Values.Where(video => video.Tenant == tenant && IsGone(video) && !video.IsBusy).OrderBy(video => video.Number).ToArray()
                : [];
            var id = gone.Length > 0 ? gone[random.Next(gone.Length)].Id : FormattableString.Invariant($"video-{number}");
            Append(new JournalLine(JournalKind.Upload) { Number = number, Tenant = tenant, Id = id, Clip = clip });
            var video = _videos[number];
            video.IsBusy = true;
            return video;
        }
    }

    public void Release(VideoRecord video)
    {
        lock (_lock)
            video.IsBusy = false;
    }

    /// <summary>After a kill nobody works with anything.</summary>
    public void ReleaseAll()
    {
        lock (_lock)
        {
            foreach (var video in _current.Values)
                video.IsBusy = false;
        }
    }

    public VideoRecord? Find(int number)
    {
        lock (_lock)
            return _videos.GetValueOrDefault(number);
    }

    /// <summary>The last upload of each id.</summary>
    public IReadOnlyList<VideoRecord> Current(string? tenant = null)
    {
        lock (_lock)
            return [.. _current.Values.Where(video => tenant is null || video.Tenant == tenant).OrderBy(video => video.Number)];
    }

    /// <summary>All uploads in order.</summary>
    public IReadOnlyList<VideoRecord> All()
    {
        lock (_lock)
            return [.. _videos.Values.OrderBy(video => video.Number)];
    }

    /// <summary>The numbers whose deletion was acknowledged.</summary>
    public HashSet<int> DeletedNumbers()
    {
        lock (_lock)
            return [.. _videos.Values.Where(video => video.State == VideoRecordState.Deleted).Select(video => video.Number)];
    }

    public int CountLive(string tenant)
    {
        lock (_lock)
            return _current.Values.Count(video => video.Tenant == tenant && !IsGone(video));
    }

    /// <summary>The last of the keys that must work.</summary>
    public IReadOnlyList<(string Id, string Secret)> LastKeys(int count)
    {
        lock (_lock)
            return [.. _keys.TakeLast(count).Select(key => (key.Key, key.Value.Secret))];
    }

    /// <summary>The secrets of the last keys that must not work.</summary>
    public IReadOnlyList<string> LastRevoked(int count)
    {
        lock (_lock)
            return [.. _revoked.TakeLast(count)];
    }

    /// <summary>The last of the tenants beside the load.</summary>
    public IReadOnlyList<string> LastOnboarded(int count)
    {
        lock (_lock)
            return [.. _onboarded.TakeLast(count)];
    }

    public int CountOnboarded => _onboarded.Count;

    private static bool IsGone(VideoRecord video) => video.State is VideoRecordState.Deleted or VideoRecordState.Absent;

    private void Apply(JournalLine line)
    {
        switch (line.Kind)
        {
            case JournalKind.Run:
                Seed = line.Number;
                break;
            case JournalKind.Tenant:
                _tenants[line.Tenant!] = line.Text!;
                break;
            case JournalKind.Clip:
                _clips[line.Clip] = line.Text!;
                break;
            case JournalKind.Upload:
                _videos[line.Number] = _current[(line.Tenant!, line.Id!)] = new VideoRecord(line.Number, line.Tenant!, line.Id!, line.Clip);
                break;
            case JournalKind.Onboarded:
                _onboarded.Add(line.Tenant!);
                Acknowledged++;
                break;
            case JournalKind.Check:
                Checks++;
                break;
            case JournalKind.Kill:
                Kills++;
                break;
            case JournalKind.Finding:
                _findings.Add($"{line.Id} {line.Text}");
                var kind = Enum.Parse<FindingKind>(line.Id!);
                _counts[kind] = CountOf(kind) + 1;
                break;
            case JournalKind.Key or JournalKind.Revoke or JournalKind.Revoked:
                ApplyKey(line);
                break;
            default:
                ApplyVideo(line.Kind, _videos[line.Number]);
                break;
        }
    }

    private void ApplyKey(JournalLine line)
    {
        if (line.Kind == JournalKind.Key)
            _keys[line.Id!] = (line.Tenant!, line.Text!);
        else if (line.Kind == JournalKind.Revoke)
            _keys.Remove(line.Id!); // Whether it works is not known any more.
        else
            _revoked.Add(line.Text!);
        Acknowledged += line.Kind == JournalKind.Revoke ? 0 : 1;
    }

    private void ApplyVideo(JournalKind kind, VideoRecord video)
    {
        video.State = kind switch
        {
            JournalKind.Stored or JournalKind.SeenStored or JournalKind.SeenKept => VideoRecordState.Stored,
            JournalKind.Delete => VideoRecordState.Deleting,
            JournalKind.Deleted or JournalKind.SeenDeleted => VideoRecordState.Deleted,
            JournalKind.SeenAbsent => VideoRecordState.Absent,
            _ => throw new InvalidOperationException($"The journal's {kind} is of no video."),
        };
        video.WasStored |= video.State == VideoRecordState.Stored;
        Acknowledged += kind is JournalKind.Stored or JournalKind.Deleted ? 1 : 0;
    }
}
