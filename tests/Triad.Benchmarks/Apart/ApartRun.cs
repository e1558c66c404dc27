using System.Diagnostics;
using Triad.Client;
using Triad.Testing.Contract;
using Triad.Testing.Servers;
using Triad.Testing.Tenants;

namespace Triad.Benchmarks.Apart;

/// <summary>Asks in rounds. Each round is a new tenant's, to whom everything is new; in each pair the other one goes first than in the pair before.</summary>
internal sealed class ApartRun(ServerProcess server, ContractClient client, OwnerData owner)
{
    private int _strangers;
    private int _pairs;

    public async Task RoundAsync(IReadOnlyList<ApartAttack> attacks, CancellationToken cancellationToken)
    {
        var key = await OnboardAsync();

        // Nobody is always the first whom the new tenant asks about.
        foreach (var attack in attacks.Skip(_strangers % attacks.Count).Concat(attacks.Take(_strangers % attacks.Count)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < attack.PairsARound; i++)
                await PairAsync(attack, key);
        }
    }

    private async Task PairAsync(ApartAttack attack, string key)
    {
        var pair = _pairs++;
        if (attack.Before is { } before)
            await client.CallAsync(attack.Method, owner.Key, before(pair));
        var (foreign, missing) = attack.Make(pair);
        var (foreignKey, missingKey) = attack.Keys ?? (key, key);
        if (pair % 2 == 0)
        {
            attack.Foreign.Add(await TimeAsync(attack, foreignKey, foreign));
            attack.Missing.Add(await TimeAsync(attack, missingKey, missing));
        }
        else
        {
            attack.Missing.Add(await TimeAsync(attack, missingKey, missing));
            attack.Foreign.Add(await TimeAsync(attack, foreignKey, foreign));
        }
    }

    private async Task<double> TimeAsync(ApartAttack attack, string key, Google.Protobuf.IMessage[] requests)
    {
        var begun = Stopwatch.GetTimestamp();
        await client.CallAsync(attack.Method, key, requests);
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private async Task<string> OnboardAsync()
    {
        var tenant = $"stranger-{_strangers++}";
        using var @operator = server.Operator();
        await @operator.Tenants.CreateAsync(tenant);
        var key = (await @operator.Tenants.CreateKeyAsync(tenant, [KeyScope.Ingest, KeyScope.Search])).Key;
        await client.CallAsync(ContractCalls.Find("LibraryService.ListVideos"), key, CallRecipes.ListVideos());
        return key;
    }
}
