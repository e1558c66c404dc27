using Grpc.Core;
using Triad.Gateway.Calls;
using Triad.Grains.Abstractions.Keys;

namespace Triad.Gateway.Tests.Calls;

public sealed class CallGateTests
{
    private static IEnumerable<(Google.Protobuf.Reflection.MethodDescriptor Method, CallRule Rule)> Guarded => RawCall.Methods
        .Select(method => (method, CallRules.Find(RawCall.PathOf(method))!))
        .Where(row => !row.Item2.IsOpen);

    [Fact]
    public async Task EveryCall_WithoutAKey_IsUnauthenticated()
    {
        await using var gateway = await GatewayFixture.StartAsync();

        foreach (var (method, _) in Guarded)
            Assert.Equal(StatusCode.Unauthenticated, (await RawCall.SendAsync(gateway.Channel, method, null))?.StatusCode);
    }

    [Theory]
    [InlineData("tk_")]
    [InlineData("nonsense")]
    [InlineData("tk_aaaaaaaaaaaaaaaa_zz")]
    [InlineData("tk_aaaaaaaaaaaaaaaa_0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Call_WithAKeyThatIsNone_IsRefusedInTheSameWords(string key)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var request = new V1.SearchRequest();

        var none = await Refusal.OfAsync(async () => await gateway.Search.SearchAsync(request));
        var wrong = await Refusal.OfAsync(async () => await gateway.Search.SearchAsync(request, GatewayFixture.As(key)));

        Assert.Equal(none.ToString(), wrong.ToString());
        Assert.Equal("KEY_INVALID", wrong.Info.Reason);
    }

    [Fact]
    public async Task EveryCall_WithTheWrongScope_IsDenied()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var keys = new Dictionary<CallScopes, string>
        {
            [CallScopes.Search] = gateway.World.AddKey("acme", Scopes.Search),
            [CallScopes.Ingest] = gateway.World.AddKey("acme", Scopes.Ingest),
            [CallScopes.Operator] = gateway.OperatorKey,
        };

        foreach (var (method, rule) in Guarded)
            foreach (var (scope, key) in keys)
            {
                var refused = await RawCall.SendAsync(gateway.Channel, method, key);
                var wasDenied = refused is not null && refused.StatusCode == StatusCode.PermissionDenied && Refusal.Of(refused).Info.Reason == "SCOPE_MISSING";
                Assert.True(rule.Allows(scope) != wasDenied, $"{method.FullName} with {scope} ended with {refused?.Status}");
            }
    }

    [Fact]
    public async Task EveryCall_OfALaterVersion_IsUnimplementedByName()
    {
        await using var gateway = await GatewayFixture.StartAsync();

        foreach (var (method, _) in Guarded.Where(row => !row.Rule.IsImplemented))
        {
            var refused = Refusal.Of((await RawCall.SendAsync(gateway.Channel, method, gateway.OperatorKey))!);
            Assert.Equal(StatusCode.Unimplemented, refused.Code);
            Assert.Equal($"{method.Service.Name}.{method.Name} is not implemented in this version.", refused.Message);
        }
    }

    [Fact]
    public async Task EveryCall_WithAnEmptyMessage_EndsWithoutAnInternalError()
    {
        await using var gateway = await GatewayFixture.StartAsync();

        foreach (var (method, _) in Guarded.Where(row => row.Rule.IsImplemented))
            foreach (var key in new[] { gateway.OperatorKey, gateway.AcmeKey })
            {
                var refused = await RawCall.SendAsync(gateway.Channel, method, key);
                if (refused is not null)
                    Assert.Contains(
                        Refusal.Of(refused).Code,
                        new[] { StatusCode.InvalidArgument, StatusCode.PermissionDenied, StatusCode.NotFound, StatusCode.Unimplemented });
            }
    }
}
