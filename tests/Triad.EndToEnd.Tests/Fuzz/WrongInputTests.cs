using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Triad.Testing.Contract;

namespace Triad.EndToEnd.Tests.Fuzz;

/// <summary>
/// Every call of the contract and every field of it with the values that a fuzzer thinks of, against the real server: always an answer or a refusal that names
/// field, value and remedy; never INTERNAL, never a hang, never the end of the server.
/// </summary>
public sealed class WrongInputTests(FuzzFixture fixture, ITestOutputHelper output) : IClassFixture<FuzzFixture>
{
    private const int ValuesOfAField = 4;

    // Deeper ones are filters in filters and queries in queries, of which there are many.
    private const int DeepPath = 5;

    private const int MessagesOfACall = 40;
    private const int BrokenOfACall = 30;

    public static TheoryData<string> Calls => [.. ContractCalls.All.Select(ContractCalls.NameOf)];

    [Theory]
    [MemberData(nameof(Calls))]
    public Task Field_WithAWrongValue_IsNamedOrPasses(string name)
    {
        var method = Find(name);
        var requests = fixture.Requests(method);
        return TryAsync(method, FieldPath.Of(method.InputType).SelectMany(path => FuzzPlan
            .Draw(WrongValues.For(path.Field), $"{name} {path}", FuzzPlan.Scale * (path.Steps.Count > DeepPath ? 1 : ValuesOfAField))
            .SelectMany(value => Enumerable.Range(0, path.Steps.Count == 1 ? requests.Length : 1).Select(at => new FuzzCase(
                $"{path} of message {at} {value}",
                Bytes(requests, at, path.Change(requests[at], value.Apply)),
                path)))));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public Task Messages_WithManyWrongValues_AreRefusedOrPass(string name)
    {
        var method = Find(name);
        var requests = fixture.Requests(method);
        var paths = FieldPath.Of(method.InputType).ToArray();
        if (paths.Length == 0)
            return Task.CompletedTask; // The call has no fields that could be wrong.
        var changes =
            from path in Gen.Elements(paths)
            from value in WrongValues.For(path.Field)
            from at in Gen.Choose(0, requests.Length - 1)
            select (path, value, at);
        return TryAsync(method, FuzzPlan.Draw(changes.ArrayOf(5), name, MessagesOfACall * FuzzPlan.Scale).Select(all =>
        {
            var messages = (IMessage[])requests.Clone();
            foreach (var (path, value, at) in all)
                messages[at] = path.Change(messages[at], value.Apply);
            return new FuzzCase(
                string.Join("; ", all.Select(change => $"{change.path} {change.value}")), [.. messages.Select(message => message.ToByteArray())], null);
        }));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public Task Bytes_ThatAreNoMessages_AreRefusedOrPass(string name)
    {
        var method = Find(name);
        byte[][] whole = [.. fixture.Requests(method).Select(request => request.ToByteArray())];
        return TryAsync(method, FuzzPlan.Draw(BrokenBytes.Of(whole), name, BrokenOfACall * FuzzPlan.Scale)
            .Select(messages => new FuzzCase(string.Join(' ', messages.Select(BrokenBytes.Label)), messages, null)));
    }

    [Fact]
    public async Task Server_AfterAllOfThis_ServesItsTenantAsBefore()
    {
        foreach (var method in ContractCalls.All)
            await fixture.Client.CallBytesAsync(method, fixture.KeyFor(method), [[0xff, 0xff]]);

        var search = Find("SearchService.Search");
        var found = await fixture.Client.CallAsync(search, fixture.Owner.Key, fixture.Requests(search));

        Assert.True(found.IsOk, found.ToString());
        Assert.Single(Assert.IsType<V1.SearchResponse>(found.Responses[0]).Hits);
    }

    private async Task TryAsync(MethodDescriptor method, IEnumerable<FuzzCase> cases) =>
        output.WriteLine($"{FuzzPlan.Describe}: {await fixture.TryAsync(method, cases)} answers of {method.FullName}");

    private static MethodDescriptor Find(string name) => ContractCalls.All.Single(method => ContractCalls.NameOf(method) == name);

    private static byte[][] Bytes(IMessage[] requests, int at, IMessage changed) =>
        [.. requests.Select((request, i) => (i == at ? changed : request).ToByteArray())];
}
