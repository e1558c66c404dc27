using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>Typed access to a target's components.</summary>
public static class TargetHolderExtensions
{
    /// <summary>A component or extension, null where there is none.</summary>
    public static TComponent? GetComponent<TComponent>(this ITargetHolder holder)
        where TComponent : class =>
        holder.GetComponent(typeof(TComponent)) as TComponent;
}
