using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Triad.EndToEnd.Tests.Contract;

namespace Triad.EndToEnd.Tests.Tenants;

/// <summary>
/// Every call of the contract with every value that another tenant could have got hold of, in every field that takes one. The answer is that to a value of the
/// same form that nobody has, to the letter.
/// </summary>
public sealed class ForeignValueTests(OwnerFixture fixture) : IClassFixture<OwnerFixture>
{
    public static TheoryData<string> Calls => [.. ContractCalls.All.Select(ContractCalls.NameOf)];

    private OwnerData Owner => fixture.Owner;

    [Fact]
    public void Recipes_AreOfTheCallsOfTheContract() =>
        Assert.Equal(ContractCalls.All.Select(ContractCalls.NameOf).Order(StringComparer.Ordinal), CallRecipes.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void FieldsOfText_AllHaveAKind() =>
        Assert.Empty(ContractCalls.All.SelectMany(method => FieldPath.Of(method.InputType))
            .Where(path => path.Field.FieldType == FieldType.String && IdentityFields.Of(path.Field) is null)
            .Select(path => path.Field.FullName)
            .Distinct());

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task ForeignValue_IsAnsweredLikeOneThatNobodyHas(string name)
    {
        var (method, recipe) = Find(name);
        var stranger = await fixture.OnboardAsync(twinned: false);
        await WarmAsync(method, recipe);

        foreach (var (path, kind) in PathsOf(method))
        {
            await CompareAsync(method, recipe, path, kind, stranger.Key, null);
            if (kind != IdentityKind.Tenant && TenantPath(method) is { } tenant)
                await CompareAsync(method, recipe, path, kind, Owner.OperatorKey, (tenant, stranger.Tenant));
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task ForeignToken_IsWorthNothingToATenantWithTheSameIds(string name)
    {
        var (method, recipe) = Find(name);
        var paths = PathsOf(method).Where(row => row.Kind is IdentityKind.PageToken or IdentityKind.Watermark or IdentityKind.Upload).ToList();
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
        var key = recipe.Key.HasFlag(CallKey.Search) ? Owner.Key : Owner.OperatorKey;
        var outcome = await fixture.Client.CallAsync(method, key, recipe.Requests(Owner));
        Assert.True(outcome.IsOk || outcome.Reason == "NOT_IMPLEMENTED", $"{method.FullName} of the owner: {outcome}");
    }

    private async Task CompareAsync(
        MethodDescriptor method, CallRecipe recipe, FieldPath path, IdentityKind kind, string key, (FieldPath Path, string Tenant)? named)
    {
        var (owned, missing) = Owner.ValueOf(kind, ContractCalls.NameOf(method));
        var foreign = await fixture.Client.CallAsync(method, key, Requests(owned));
        var absent = await fixture.Client.CallAsync(method, key, Requests(missing));

        Assert.Equal(OutcomeShape.Of(absent, [missing, .. DrawnIds(absent)]), OutcomeShape.Of(foreign, [owned, .. DrawnIds(foreign)]));
        AssertSilent(foreign, [owned]);
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

    // An upload that names no video gets an id of its own; the owner's would be found by its name.
    private static IEnumerable<string> DrawnIds(CallOutcome outcome) => outcome.Responses.OfType<V1.Video>().Select(video => video.Id);

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

    private static IEnumerable<(FieldPath Path, IdentityKind Kind)> PathsOf(MethodDescriptor method) => FieldPath.Of(method.InputType)
        .Where(path => path.Field.FieldType == FieldType.String)
        .Select(path => (path, IdentityFields.Of(path.Field) ?? throw new InvalidOperationException($"{path} has no kind: add one to {nameof(IdentityFields)}.")))
        .Where(row => row.Item2 != IdentityKind.None);

    /// <summary>Where an operator's key names the tenant.</summary>
    private static FieldPath? TenantPath(MethodDescriptor method) =>
        FieldPath.Of(method.InputType).FirstOrDefault(path => path.Field.Name == "tenant_id");
}
