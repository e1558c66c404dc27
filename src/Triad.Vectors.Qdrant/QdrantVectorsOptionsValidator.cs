using Microsoft.Extensions.Options;
using Triad.Core.Settings;
using Triad.Vectors.Qdrant.Collections;

namespace Triad.Vectors.Qdrant;

/// <summary>Checks the settings at start and reports every error at once.</summary>
internal sealed class QdrantVectorsOptionsValidator : IValidateOptions<QdrantVectorsOptions>
{
    public ValidateOptionsResult Validate(string? name, QdrantVectorsOptions options)
    {
        var problems = new SettingProblems(QdrantVectorsOptions.Section);
        CheckConnection(problems, options);
        CheckCalls(problems, options);
        CheckCollections(problems, options);
        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }

    private static void CheckConnection(SettingProblems problems, QdrantVectorsOptions options)
    {
        var web = options.Endpoint is { IsAbsoluteUri: true, Scheme: "http" or "https" };
        if (!web)
            problems.Add(
                nameof(options.Endpoint),
                options.Endpoint,
                "Set the address of Qdrant's gRPC port, such as http://127.0.0.1:6334.");
        else if (!string.IsNullOrEmpty(options.ApiKey)
            && options.Endpoint is { Scheme: "http", IsLoopback: false }
            && !options.AllowPlaintextKey)
            problems.Add(nameof(options.Endpoint), options.Endpoint, "Set an https address: the API key would travel in the clear.");
        problems.FileIfGiven(options.CaFile, "Name a file of PEM certificates.");
        if (!CollectionNaming.IsPrefix(options.CollectionPrefix))
            problems.Add(nameof(options.CollectionPrefix), options.CollectionPrefix, "Use 1 to 63 of a-z, 0-9, '_' and '-'.");
    }

    private static void CheckCalls(SettingProblems problems, QdrantVectorsOptions options)
    {
        var tick = TimeSpan.FromMilliseconds(1);
        problems.AtLeast(options.ReadTimeout, tick);
        problems.AtLeast(options.WriteTimeout, tick);
        problems.AtLeast(options.AdminTimeout, tick);
        problems.Within(options.MaxRetries, 0, 10);
        problems.AtLeast(options.RetryDelay, tick);
        problems.Within(options.BreakerFailureRatio, 0.01, 1);
        problems.AtLeast(options.BreakerMinCalls, 2);
        problems.AtLeast(options.BreakerWindow, TimeSpan.FromMilliseconds(500));
        problems.AtLeast(options.BreakerPause, TimeSpan.FromMilliseconds(500));
        problems.AtLeast(options.MaxQueuedWrites, 1);
        problems.AtLeast(options.MaxWaiters, 1);
        problems.AtLeast(options.WaitInterval, tick);
    }

    private static void CheckCollections(SettingProblems problems, QdrantVectorsOptions options)
    {
        problems.AtLeast(options.ShardNumber, 1);
        problems.AtLeast(options.ReplicationFactor, 1);
        problems.Within(options.WriteConsistencyFactor, 1, Math.Max(1, options.ReplicationFactor), "no more copies than there are");
        problems.AtLeast(options.PayloadM, 2);
        problems.AtLeast(options.EfConstruct, 4);
        problems.AtLeast(options.SearchEf ?? 1, 1);
        problems.Within(options.Oversampling, 1, 100);
        problems.AtLeast(options.MaxQueryLimit, 100);
        problems.AtLeast(options.MaxFilterConditions, 100);
        problems.AtLeast(options.WriteBatch, 1);
        problems.AtLeast(options.ReadBatch, 1);
        problems.AtLeast(options.PromotePoints, 0);
        if (options.DemotePoints < 0 || (options.PromotePoints > 0 && options.DemotePoints >= options.PromotePoints))
            problems.Add(
                nameof(options.DemotePoints),
                options.DemotePoints,
                "Set 0, or less than PromotePoints: a tenant would move to and fro.");
        problems.AtLeast(options.PromoteQueriesPerSecond, 0);
        if (!(options.DemoteQueriesPerSecond >= 0)
            || (options.PromoteQueriesPerSecond > 0 && options.DemoteQueriesPerSecond >= options.PromoteQueriesPerSecond))
            problems.Add(
                nameof(options.DemoteQueriesPerSecond),
                options.DemoteQueriesPerSecond,
                "Set 0, or less than PromoteQueriesPerSecond: a tenant would move to and fro.");
        problems.AtLeast(options.MinTimeBetweenMoves, TimeSpan.Zero);
        problems.AtLeast(options.TenancyInterval, TimeSpan.FromSeconds(1));
        problems.AtLeast(options.MoveTimeout, TimeSpan.FromSeconds(1));
    }
}
