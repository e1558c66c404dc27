using Grpc.Reflection;
using Triad.Gateway.Audit;
using Triad.Gateway.Bootstrap;
using Triad.Gateway.Calls;
using Triad.Gateway.Erasure;
using Triad.Gateway.Grants;
using Triad.Gateway.Health;
using Triad.Gateway.Holds;
using Triad.Gateway.Library;
using Triad.Gateway.Plans;
using Triad.Gateway.Search;
using Triad.Gateway.Tenants;
using Triad.Gateway.Usage;
using Triad.Gateway.Webhooks;

namespace Triad.Gateway.Tests.Calls;

public sealed class CallRulesTests
{
    private static readonly Type[] Apis =
    [
        typeof(TenantApi), typeof(PlanApi), typeof(UsageApi), typeof(HoldApi), typeof(GrantApi), typeof(WebhookApi), typeof(LibraryApi), typeof(SearchApi), typeof(ReceiptApi), typeof(BootstrapApi),
        typeof(AuditApi), typeof(HealthApi),
        typeof(ReflectionServiceImpl), typeof(ReflectionV1ServiceImpl),
    ];

    [Fact]
    public void Table_EveryCallOfTheContract_HasARule() =>
        Assert.DoesNotContain(RawCall.Methods.Select(RawCall.PathOf), path => CallRules.Find(path) is null);

    [Fact]
    public void Table_EveryRule_IsOfACall() =>
        Assert.Empty(CallRules.Paths.Except(RawCall.Methods.Select(RawCall.PathOf)));

    [Fact]
    public void Table_WhatItCallsImplemented_HasCode()
    {
        var written = Apis
            .SelectMany(api => api.GetMethods())
            .Where(method => method.DeclaringType is { } type && Apis.Contains(type))
            .Select(method => $"{ServiceOf(method.DeclaringType!)}/{method.Name}")
            .ToHashSet();

        var promised = RawCall.Methods
            .Where(method => CallRules.Find(RawCall.PathOf(method))!.IsImplemented)
            .Select(method => $"{method.Service.FullName}/{method.Name}");

        Assert.Equal(promised.Order(), RawCall.Methods.Select(method => $"{method.Service.FullName}/{method.Name}").Where(written.Contains).Order());
    }

    [Fact]
    public void Table_CallsOnTenants_AreOpenToThoseWhoGovernThem() =>
        Assert.All(
            RawCall.Methods.Where(method => method.Service.FullName == "triad.v1.TenantService"),
            method => Assert.Equal(
                CallScopes.Operator | method.Name switch
                {
                    "GetTenant" or "ListApiKeys" or "GetUsage" => CallScopes.TenantAdmin | CallScopes.Auditor,
                    "UpdateTenant" or "CreateApiKey" or "RotateApiKey" or "RevokeApiKey" => CallScopes.TenantAdmin,
                    _ => CallScopes.None,
                },
                CallRules.Find(RawCall.PathOf(method))!.Scopes));

    private static string ServiceOf(Type api)
    {
        var container = api.BaseType!.DeclaringType!;
        var descriptor = (Google.Protobuf.Reflection.ServiceDescriptor)container.GetProperty("Descriptor")!.GetValue(null)!;
        return descriptor.FullName;
    }
}
