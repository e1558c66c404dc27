namespace Triad.Client.Tests;

/// <summary>Every value of the contract has a name of its own in the client, so that casts never lose one.</summary>
public sealed class WireEnumTests
{
    public static TheoryData<Type, Type> Pairs => new()
    {
        { typeof(V1.VideoState), typeof(VideoState) },
        { typeof(V1.TenantState), typeof(TenantState) },
        { typeof(V1.ModalityState), typeof(ModalityState) },
        { typeof(V1.Scope), typeof(KeyScope) },
        { typeof(V1.Compose), typeof(Composition) },
        { typeof(V1.GrantState), typeof(GrantState) },
        { typeof(V1.GroupBy), typeof(ResultGrouping) },
        { typeof(V1.CaptionFormat), typeof(CaptionFormat) },
        { typeof(V1.WebhookDeliveryState), typeof(WebhookDeliveryState) },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Enum_EveryWireValue_IsKnownByName(Type wire, Type client)
    {
        foreach (var value in Enum.GetValues(wire).Cast<int>().Where(value => value != 0))
            Assert.Equal(Enum.GetName(wire, value), Enum.GetName(client, value), ignoreCase: true);
    }
}
