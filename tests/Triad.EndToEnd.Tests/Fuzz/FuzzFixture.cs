using Google.Protobuf;
using Google.Protobuf.Reflection;
using Triad.EndToEnd.Tests.Tenants;
using Triad.Testing.Contract;
using Triad.Testing.Tenants;

namespace Triad.EndToEnd.Tests.Fuzz;

/// <summary>A server with a tenant, and the way in which cases are tried on it.</summary>
public sealed class FuzzFixture : IAsyncLifetime
{
    private const int AtOnce = 8;
    private const int Shown = 25;

    private readonly OwnerFixture _owner = new();
    private string _changed = null!;
    private string _managed = null!;

    internal OwnerData Owner => _owner.Owner;

    internal ContractClient Client => _owner.Client;

    public async ValueTask InitializeAsync()
    {
        await _owner.InitializeAsync();
        _changed = (await _owner.OnboardAsync(twinned: false)).Key;
        _managed = (await _owner.OnboardAsync(twinned: false)).Tenant;
    }

    public ValueTask DisposeAsync() => _owner.DisposeAsync();

    /// <summary>Requests that would be answered, but for a changing call, which is about nothing that exists.</summary>
    internal IMessage[] Requests(MethodDescriptor method)
    {
        var recipe = CallRecipes.Find(ContractCalls.NameOf(method)) ?? throw new InvalidOperationException($"{method.FullName} has no recipe.");
        var requests = recipe.Requests(Owner);
        return recipe.Changes ? [.. requests.Select(WithoutTargets)] : requests;
    }

    /// <summary>A key that the call takes; what changes something does so to another tenant, so that the first stays as it is.</summary>
    internal string KeyFor(MethodDescriptor method)
    {
        var recipe = CallRecipes.Find(ContractCalls.NameOf(method))!;
        if ((recipe.Key & (CallKey.Search | CallKey.Ingest)) == 0)
            return Owner.OperatorKey;
        return recipe.Changes ? _changed : Owner.Key;
    }

    /// <summary>Tries cases, some at once, and says how many; fails with what was wrong with which.</summary>
    internal async Task<int> TryAsync(MethodDescriptor method, IEnumerable<FuzzCase> cases)
    {
        var problems = new List<string>();
        var tried = 0;
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (each, _) =>
        {
            var outcome = await CallAsync(method, each);
            var problem = Verdict.Of(outcome, each.Planted);
            if (problem is not null && outcome.Details is null)
            {
                // A refusal ends the stream while the client still sends: once in thousands of calls its transport then loses the trailers. What is
                // wrong with an answer is wrong with it again.
                using var fresh = _owner.Connect();
                outcome = await fresh.CallBytesAsync(method, KeyFor(method), each.Messages);
                problem = Verdict.Of(outcome, each.Planted);
            }

            lock (problems)
            {
                tried++;
                if (problem is not null)
                    problems.Add($"{each.Label}: {problem}: {outcome}");
            }
        });

        Assert.True(
            problems.Count == 0,
            $"{FuzzPlan.Describe}: {problems.Count} of {tried} answers of {method.FullName} are wrong:\n{string.Join('\n', problems.Take(Shown).Select(Cut))}");
        return tried;
    }

    private async Task<CallOutcome> CallAsync(MethodDescriptor method, FuzzCase each)
    {
        var outcome = await Client.CallBytesAsync(method, KeyFor(method), each.Messages);
        if (!outcome.IsTurnedAwayByTransport)
            return outcome;
        using var fresh = _owner.Connect();
        return await fresh.CallBytesAsync(method, KeyFor(method), each.Messages);
    }

    // What is done to tenants, such as to suspend one, is done to one that nothing else is asked of.
    private IMessage WithoutTargets(IMessage message)
    {
        if (message is V1.UpdateTenantRequest update)
            update.Tenant.Id = _managed;
        if (message.Descriptor.FindFieldByName("tenant_id") is { } tenant && Equals(tenant.Accessor.GetValue(message), Owner.Tenant))
            tenant.Accessor.SetValue(message, _managed);
        foreach (var path in FieldPath.Of(message.Descriptor).Where(path => path.Steps.Count == 1 && path.Field.Name is "video_id" or "key_id"))
            message = path.Plant(message, IdentityRegistry.Of(path.Field.Name == "video_id" ? IdentityKind.Video : IdentityKind.Key).Values!(Owner, "").Missing);
        return message;
    }

    private static string Cut(string text) => text.Length <= 900 ? text : text[..900];
}
