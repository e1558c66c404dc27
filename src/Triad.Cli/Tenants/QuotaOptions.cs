using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Client;

namespace Triad.Cli.Tenants;

/// <summary>The options of quotas: a number, or <c>none</c> for one that does not bind.</summary>
internal sealed class QuotaOptions
{
    private const string None = "none";

    private readonly Dictionary<TenantQuota, Option<string?>> _options = new()
    {
        [TenantQuota.Videos] = Of("--videos", "Videos in the library."),
        [TenantQuota.MediaSeconds] = Of("--media-seconds", "Seconds of media in the library."),
        [TenantQuota.StoredBytes] = Of("--stored-bytes", "Bytes of media in the library."),
        [TenantQuota.ConcurrentIngests] = Of("--concurrent-ingests", "Videos that are ingested at the same time."),
        [TenantQuota.QueriesPerSecond] = Of("--queries-per-second", "Queries a second."),
        [TenantQuota.EmbedSecondsPerDay] = Of("--embed-seconds-per-day", "Seconds of computing embeddings a day."),
        [TenantQuota.BytesSentPerDay] = Of("--bytes-sent-per-day", "Bytes of answers a day."),
    };

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in _options.Values)
            command.Add(option);
    }

    /// <summary>The quotas that are given a number.</summary>
    /// <exception cref="CommandException">One is given something else.</exception>
    public TenantQuotas Given(CommandContext context) => new()
    {
        Videos = (long?)Whole(context, TenantQuota.Videos),
        MediaSeconds = (long?)Whole(context, TenantQuota.MediaSeconds),
        StoredBytes = (long?)Whole(context, TenantQuota.StoredBytes),
        ConcurrentIngests = (int?)Whole(context, TenantQuota.ConcurrentIngests, int.MaxValue),
        QueriesPerSecond = Number(context, TenantQuota.QueriesPerSecond),
        EmbedSecondsPerDay = (long?)Whole(context, TenantQuota.EmbedSecondsPerDay),
        BytesSentPerDay = (long?)Whole(context, TenantQuota.BytesSentPerDay),
    };

    /// <summary>The quotas that shall not bind any more.</summary>
    public IReadOnlyCollection<TenantQuota> Lifted(CommandContext context) =>
        [.. _options.Where(pair => context.Get(pair.Value) == None).Select(pair => pair.Key)];

    /// <summary>Quotas for people.</summary>
    public static string Shown(TenantQuotas quotas)
    {
        (string Name, double? Value)[] all =
        [
            ("videos", quotas.Videos),
            ("media seconds", quotas.MediaSeconds),
            ("stored bytes", quotas.StoredBytes),
            ("concurrent ingests", quotas.ConcurrentIngests),
            ("queries a second", quotas.QueriesPerSecond),
            ("embed seconds a day", quotas.EmbedSecondsPerDay),
            ("bytes sent a day", quotas.BytesSentPerDay),
        ];
        var bound = all.Where(quota => quota.Value is not null)
            .Select(quota => string.Create(CultureInfo.InvariantCulture, $"{quota.Name} {quota.Value}"))
            .ToList();
        return bound.Count > 0 ? string.Join(", ", bound) : None;
    }

    private double? Whole(CommandContext context, TenantQuota quota, double most = 1e18) =>
        Number(context, quota) is not { } number || (double.IsInteger(number) && number <= most)
            ? Number(context, quota)
            : throw Wrong(context, quota, "Give a whole number, or none");

    private double? Number(CommandContext context, TenantQuota quota) => context.Get(_options[quota]) switch
    {
        null or None => null,
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0
            && double.IsFinite(number) => number,
        _ => throw Wrong(context, quota, "Give 0 or more, or none"),
    };

    private CommandException Wrong(CommandContext context, TenantQuota quota, string remedy) =>
        CommandException.WrongUse(_options[quota].Name, context.Get(_options[quota]), remedy);

    private static Option<string?> Of(string name, string description) =>
        new(name) { Description = $"{description} A number, or none where it shall not bind.", HelpName = "NUMBER" };
}
