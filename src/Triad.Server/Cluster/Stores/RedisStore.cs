using Orleans.Hosting;
using StackExchange.Redis;
using Triad.Core.Settings;

namespace Triad.Server.Cluster.Stores;

/// <summary>Redis, or what speaks its protocol. Needs nothing prepared.</summary>
internal sealed class RedisStore : IMembershipStore
{
    private const string Setting = $"{TriadClusterOptions.Section}:{nameof(TriadClusterOptions.ConnectionString)}";
    private const string Example = "Set it as host:6379, with ,password=... and ,ssl=true where the server asks for them.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public string Name => "Redis";

    public bool IsShared => true;

    public bool KeepsReminders => true;

    public void Check(TriadClusterOptions options, SettingProblems problems)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
            problems.Add($"{Setting} is not set. {Example}");
        else if (Parse(options.ConnectionString) is not { EndPoints.Count: > 0 })
            problems.Add($"{Setting} is not a connection string of Redis. {Example}");
    }

    public async Task<string?> ProbeAsync(TriadClusterOptions options, CancellationToken cancellationToken)
    {
        var redis = Parse(options.ConnectionString)!;
        var where = string.Join(", ", redis.EndPoints);
        try
        {
            (redis.ConnectRetry, redis.ConnectTimeout) = (1, (int)Patience.TotalMilliseconds);
            await using var connection = await ConnectionMultiplexer.ConnectAsync(redis).WaitAsync(2 * Patience, cancellationToken);
            await connection.GetDatabase().PingAsync().WaitAsync(Patience, cancellationToken);
            return null;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            return $"{Setting} names Redis on {where}, which does not answer or refuses. Start it, or set the right address and password.";
        }
    }

    public void Use(ISiloBuilder silo, TriadClusterOptions options)
    {
        if (Parse(options.ConnectionString) is not { } redis)
            return;
        silo.UseRedisClustering(clustering => clustering.ConfigurationOptions = redis);
        silo.UseRedisReminderService(reminders => reminders.ConfigurationOptions = redis.Clone());
    }

    private static ConfigurationOptions? Parse(string? text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? null : ConfigurationOptions.Parse(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
