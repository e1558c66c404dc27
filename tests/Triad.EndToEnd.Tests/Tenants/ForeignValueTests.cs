using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Triad.Testing.Contract;
using Triad.Testing.Tenants;

namespace Triad.EndToEnd.Tests.Tenants;

/// <summary>
/// Every call of the contract with every value that another tenant could have got hold of, in every field that takes one. The answer is that to a value of the
/// same form that nobody has, to the letter.
/// </summary>
public abstract partial class ForeignValueTests(OwnerFixture fixture)
{
    public static TheoryData<string> Calls => [.. ContractCalls.All.Select(ContractCalls.NameOf)];

    private OwnerData Owner => fixture.Owner;

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task ForeignValue_IsAnsweredLikeOneThatNobodyHas(string name)
    {
        var (method, recipe) = Find(name);
        var stranger = await fixture.OnboardAsync(twinned: false);
        await WarmAsync(method, recipe);

        foreach (var (path, kind) in PathsOf(method))
        {
            if (kind == IdentityKind.Tenant && path.Field.Name != "tenant_id" && TenantPath(method) is { } whose)
            {
                // Another tenant that is named beside the stranger's own.
                await CompareAsync(method, recipe, path, kind, stranger.Key, (whose, stranger.Tenant));
                continue;
            }

            await CompareAsync(method, recipe, path, kind, stranger.Key, null);
            // An operator may know which tenants there are.
            if (kind == IdentityKind.Tenant || TenantPath(method) is not { } tenant)
                continue;
            await CompareAsync(method, recipe, path, kind, Owner.OperatorKey, (tenant, stranger.Tenant));
            await CompareAsync(method, recipe, path, kind, stranger.Key, (tenant, stranger.Tenant));
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task ForeignToken_IsWorthNothingToATenantWithTheSameIds(string name)
    {
        var (method, recipe) = Find(name);
        var paths = PathsOf(method).Where(row => row.Kind is IdentityKind.PageToken or IdentityKind.Watermark).ToList();
        if (paths.Count == 0)
            return;
        var twin = await fixture.TwinAsync();
        await WarmAsync(method, recipe);

        foreach (var (path, kind) in paths)
            await CompareAsync(method, recipe, path, kind, twin.Key, null);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_OfAStranger_TellsNothingOfTheOwner(string name)
    {
        var (method, recipe) = Find(name);
        var stranger = await fixture.OnboardAsync(twinned: false);
        await WarmAsync(method, recipe);
        var requests = recipe.Requests(Owner);

        var answer = await fixture.Client.CallAsync(method, stranger.Key, requests);

        AssertSilent(answer, [.. requests.Select(request => request.ToString()!)]);
    }

    [Fact]
    public async Task OwnersData_AfterAllOfThis_IsAsItWas()
    {
        var stranger = await fixture.OnboardAsync(twinned: false);
        foreach (var method in ContractCalls.All)
            await fixture.Client.CallAsync(method, stranger.Key, CallRecipes.Find(ContractCalls.NameOf(method))!.Requests(Owner));

        var get = ContractCalls.All.Single(call => call.Name == "GetVideo");
        var now = await fixture.Client.CallAsync(get, Owner.Key, new V1.GetVideoRequest { VideoId = OwnerData.Video });

        Assert.Equal(Owner.Wire, Assert.Single(now.Responses));
    }

    /// <summary>The owner first, so that all that is cached of it is there.</summary>
    private async Task WarmAsync(MethodDescriptor method, CallRecipe recipe)
    {
        if (recipe.Changes)
            (method, recipe) = Find("LibraryService.GetVideo");
        var outcome = await fixture.Client.CallAsync(method, Owner.KeyFor(recipe), recipe.Requests(Owner));
        Assert.True(outcome.IsOk || outcome.Reason == "NOT_IMPLEMENTED", $"{method.FullName} of the owner: {outcome}");
    }

    private async Task CompareAsync(
        MethodDescriptor method, CallRecipe recipe, FieldPath path, IdentityKind kind, string key, (FieldPath Path, string Tenant)? named)
    {
        var values = IdentityRegistry.Of(kind).Values ?? throw new InvalidOperationException(
            $"{ContractCalls.NameOf(method)} has {path} of the kind {kind}, of which the owner has no value: give {nameof(IdentityRegistry)} one.");
        var (owned, missing) = values(Owner, ContractCalls.NameOf(method));
        var foreign = await fixture.Client.CallAsync(method, key, Requests(owned));
        var absent = await fixture.Client.CallAsync(method, key, Requests(missing));

        Assert.Equal(OutcomeShape.Of(absent, [missing, .. DrawnIds(absent)]), OutcomeShape.Of(foreign, [owned, .. DrawnIds(foreign)]));
        AssertSilent(foreign, [.. Requests(owned).Select(request => request.ToString()!)]);
        Assert.DoesNotContain(foreign.Code, new[] { StatusCode.Internal, StatusCode.Unknown });

        IMessage[] Requests(string value)
        {
            var requests = recipe.Requests(Owner);
            if (named is { } row)
                requests[0] = row.Path.Plant(requests[0], row.Tenant);
            requests[0] = path.Plant(requests[0], value);
            return requests;
        }
    }

    // An upload that names no video gets an id of its own, and a key that was made before is named; the owner's would be found by their names.
    private IEnumerable<string> DrawnIds(CallOutcome outcome) =>
    [
        .. outcome.Responses.OfType<V1.Video>().Select(video => video.Id),
        .. KeyIds().Matches(outcome.ToString()).Select(match => match.Value).Where(id => id != Owner.KeyId).Distinct(),
    ];

    [GeneratedRegex(@"\b[a-z2-7]{16}\b")]
    private static partial Regex KeyIds();

    /// <summary>Nothing of the owner's but what the caller said itself.</summary>
    private void AssertSilent(CallOutcome outcome, string[] said)
    {
        var text = outcome.ToString();
        foreach (var secret in Owner.Secrets.Where(secret => !said.Any(value => value.Contains(secret, StringComparison.Ordinal))))
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }

    private static (MethodDescriptor Method, CallRecipe Recipe) Find(string name) =>
        (ContractCalls.All.Single(method => ContractCalls.NameOf(method) == name),
            CallRecipes.Find(name) ?? throw new InvalidOperationException($"{name} has no recipe: add one to {nameof(CallRecipes)}."));

    /// <summary>Where the call takes an identity; nowhere where it is not there yet, for then it answers before it reads.</summary>
    private IEnumerable<(FieldPath Path, IdentityKind Kind)> PathsOf(MethodDescriptor method) => !Owner.IsImplemented(ContractCalls.NameOf(method))
        ? []
        : FieldPath.Of(method.InputType)
            .Where(path => IdentityFields.NeedsRow(path.Field))
            .Select(path => (path, IdentityFields.Of(path.Field) ?? throw new InvalidOperationException($"{path} has no kind: add one to {nameof(IdentityFields)}.")))
            .Where(row => row.Item2 != IdentityKind.None);

    /// <summary>Where an operator's key names the tenant.</summary>
    private static FieldPath? TenantPath(MethodDescriptor method) =>
        FieldPath.Of(method.InputType).FirstOrDefault(path => path.Field.Name == "tenant_id");
}
