using Orleans.Core.Internal;

namespace Orleans.Runtime.Extensions;

/// <summary>Lets others end an activation.</summary>
internal sealed class GrainManagementExtension(IGrainContext context) : IGrainManagementExtension
{
    public ValueTask DeactivateOnIdle()
    {
        context.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "Deactivation was requested."), default);
        return default;
    }

    public ValueTask MigrateOnIdle()
    {
        context.Migrate(null, default);
        return default;
    }
}
