using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A state that a grain gets through its constructor.</summary>
public interface IPersistentState<TState> : IStorage<TState>;
