namespace Triad.Inference.Scheduling;

/// <summary>
/// Learns how many rows a batch should have: the smallest power of two whose measured throughput is within a few per cent of the best
/// among those that end in time. Every size is tried when enough work waits; now and then a neighbour is tried again, since a measured
/// time ages with the machine's load. Thread-safe.
/// </summary>
internal sealed class BatchSizePolicy
{
    private const double Smoothing = 0.25;
    private const double GoodEnough = 1.04;
    private const double Hopeless = 1.5;
    private const int Trials = 2;
    private const int RetryEvery = 64;
    private const int Known = 8;

    private readonly Lock _lock = new();
    private readonly int _largest;
    private readonly double _timeLimit;
    private readonly double[] _secondsPerRow;
    private readonly int[] _trials;
    private int _records;

    /// <summary>Starts without knowledge.</summary>
    /// <param name="largest">Most rows, at least 1.</param>
    /// <param name="timeLimit">What a batch should take at most.</param>
    public BatchSizePolicy(int largest, TimeSpan timeLimit)
    {
        _largest = largest;
        _timeLimit = timeLimit.TotalSeconds;
        _secondsPerRow = new double[ClassOf(largest) + 1];
        _trials = new int[_secondsPerRow.Length];
    }

    /// <summary>How many rows the next batch should have at most.</summary>
    public int Limit
    {
        get
        {
            lock (_lock)
                return Math.Min(_largest, 1 << ChooseClass());
        }
    }

    /// <summary>What a row alone takes; null where that is not known yet.</summary>
    public TimeSpan? TimeOfOne
    {
        get
        {
            lock (_lock)
                return _trials[0] < Known ? null : TimeSpan.FromSeconds(_secondsPerRow[0]);
        }
    }

    /// <summary>Notes how long a batch took.</summary>
    public void Record(int rows, TimeSpan elapsed)
    {
        lock (_lock)
        {
            var size = ClassOf(Math.Min(rows, _largest));
            var perRow = elapsed.TotalSeconds / rows;

            // The first run of a shape pays for allocations that later ones do not.
            _secondsPerRow[size] = _trials[size] < Trials ? perRow : _secondsPerRow[size] + (Smoothing * (perRow - _secondsPerRow[size]));
            _trials[size]++;
            _records++;
        }
    }

    private static int ClassOf(int rows) => int.Log2(rows);

    private int ChooseClass()
    {
        var untried = FirstUntried();
        if (untried >= 0)
            return untried;
        var best = BestTime();
        var chosen = Enumerable.Range(0, _trials.Length).First(size => Usable(size) && _secondsPerRow[size] <= best * GoodEnough);
        if (_records % RetryEvery != 0 || _records == 0)
            return chosen;
        var neighbour = _records / RetryEvery % 2 == 0 ? chosen - 1 : chosen + 1;
        return neighbour >= 0 && neighbour < _trials.Length && (_trials[neighbour] == 0 || InTime(neighbour)) ? neighbour : chosen;
    }

    // Larger sizes are tried as long as they promise to end in time and growth has not proved far worse than a smaller size.
    private int FirstUntried()
    {
        var best = double.MaxValue;
        for (var size = 0; size < _trials.Length; size++)
        {
            if (_trials[size] < Trials)
                return size;
            best = Math.Min(best, _secondsPerRow[size]);
            var next = _secondsPerRow[size] * (2 << size);
            if (next > _timeLimit || _secondsPerRow[size] > best * Hopeless)
                return -1;
        }

        return -1;
    }

    private double BestTime() =>
        Enumerable.Range(0, _trials.Length).Where(Usable).Select(size => _secondsPerRow[size]).DefaultIfEmpty(0).Min();

    private bool Usable(int size) => _trials[size] > 0 && (InTime(size) || size == 0 || _trials.Take(size).All(trials => trials == 0));

    private bool InTime(int size) => _secondsPerRow[size] * (1 << size) <= _timeLimit;
}
