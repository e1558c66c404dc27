namespace Triad.Benchmarks.Scaling;

/// <summary>
/// A day of uploads: a curve with a valley at night and two hills, a flash in the evening, and at three in the morning one tenant's archive. What a video
/// takes is lognormal: most are short, some are twenty times as long.
/// </summary>
internal static class DayOfLoad
{
    /// <summary>Seconds of a day.</summary>
    public const int Seconds = 86_400;

    private const int Tenants = 40;
    private const int ArchiveHour = 3;
    private const int FlashHour = 20;
    private const int FlashSeconds = 900;
    private const double FlashFactor = 4;
    private const double Spread = 0.8;

    /// <summary>The videos in the order in which they come.</summary>
    /// <param name="seed">The same seed, the same day.</param>
    /// <param name="perHour">Videos an hour, the mean of the day's curve.</param>
    /// <param name="meanWork">Seconds that a video takes a host, the mean.</param>
    /// <param name="archive">Videos of the archive.</param>
    public static IReadOnlyList<Arrival> Make(int seed, double perHour, double meanWork, int archive)
    {
        var random = new Random(seed);
        var day = new List<Arrival>();
        for (var second = 0; second < Seconds; second++)
        {
            for (var count = Poisson(random, perHour / 3600 * Rate(second)); count > 0; count--)
                day.Add(new Arrival(second, random.Next(1, Tenants), Work(random, meanWork)));
            if (second >= ArchiveHour * 3600 && second < (ArchiveHour * 3600) + archive)
                day.Add(new Arrival(second, 0, Work(random, meanWork)));
        }

        return day;
    }

    private static double Rate(int second)
    {
        var hour = second / 3600.0;
        var rate = 0.15 + Hill(hour, 10.5, 2.2, 1.9) + Hill(hour, 16, 2, 1.5);
        return second >= FlashHour * 3600 && second < (FlashHour * 3600) + FlashSeconds ? rate + FlashFactor : rate;
    }

    private static double Hill(double hour, double top, double width, double height) => height * Math.Exp(-0.5 * Math.Pow((hour - top) / width, 2));

    private static double Work(Random random, double mean) => mean * Math.Exp((Spread * Normal(random)) - (Spread * Spread / 2));

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static int Poisson(Random random, double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), random.NextDouble(), 0);
        for (; product > limit; count++)
            product *= random.NextDouble();
        return count;
    }
}
